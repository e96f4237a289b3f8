package sentiment.training;

/** A training profile that can't be used; one line that names key, value and expected form. */
public final class InvalidProfileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidProfileException(String key, Object value, String expected) {
    super("profile setting %s=%s: expected %s".formatted(key, value, expected));
  }

  InvalidProfileException(String message) {
    super(message);
  }
}
