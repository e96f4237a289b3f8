package sentiment.model;

/** A bundle that can't be used; the message is one line that says which bundle and why. */
public final class InvalidBundleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidBundleException(String message) {
    super(message);
  }
}
