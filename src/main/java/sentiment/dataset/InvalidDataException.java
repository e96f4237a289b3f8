package sentiment.dataset;

/**
 * Data that can't be used. The message is one line that names the file, the place in it and what
 * was expected; it never quotes a review.
 */
public final class InvalidDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidDataException(String message) {
    super(message);
  }

  InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
