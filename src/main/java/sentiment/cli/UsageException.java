package sentiment.cli;

/** Wrong usage that only the work itself could find; one line with value and expected form. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
