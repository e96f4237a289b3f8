package sentiment.bench;

import java.util.List;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;

/**
 * The program's own engine, as every stream thread uses it.
 *
 * @param name that it is told by
 * @param model that it scores with
 */
record KernelEngine(String name, AttentionModel model) implements Engine {

  static final String NAME = "kernel";

  /** With another model, to compare models. */
  static final String RIVAL = "against";

  @Override
  public long multiplyAddsPerToken() {
    return model.multiplyAddsPerToken();
  }

  @Override
  public boolean usesAllCores() {
    return false;
  }

  @Override
  public Session open() {
    AttentionModel.Session session = model.loneSession();
    return ids -> tokens(session.predict(ids));
  }

  private static long tokens(List<Prediction> predictions) {
    long tokens = 0;
    for (Prediction prediction : predictions) {
      tokens += prediction.positions();
    }
    return tokens;
  }
}
