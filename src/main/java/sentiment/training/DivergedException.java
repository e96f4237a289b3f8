package sentiment.training;

/** A training whose loss is no longer a number; one line that says when. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }
}
