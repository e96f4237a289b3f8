package sentiment.model;

import java.util.List;

/** Stub, being written. */
public final class AttentionModel {
  public Session session() {
    throw new UnsupportedOperationException();
  }

  public static final class Session {
    public List<Prediction> predict(List<int[]> ids) {
      throw new UnsupportedOperationException();
    }
  }
}
