package sentiment.model;

import java.nio.file.Path;
import sentiment.text.SequenceEncoder;

/** Stub, being written. */
public final class ModelBundle {
  /** Throws InvalidBundleException (one line) when missing, truncated, altered, newer. */
  public static ModelBundle read(Path path) {
    throw new UnsupportedOperationException();
  }

  /** The bundle that ships with the program. */
  public static ModelBundle shipped() {
    throw new UnsupportedOperationException();
  }

  public SequenceEncoder encoder() {
    throw new UnsupportedOperationException();
  }

  public AttentionModel model() {
    throw new UnsupportedOperationException();
  }

  public ModelId id() {
    throw new UnsupportedOperationException();
  }
}
