package sentiment.streams;

/** The stream can't start, or had to stop; the message is one line for people. */
public final class StreamFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StreamFailedException(String message) {
    super(message.replaceAll("\\s+", " "));
  }

  StreamFailedException(String message, Throwable cause) {
    super(message.replaceAll("\\s+", " "), cause);
  }
}
