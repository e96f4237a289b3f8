package sentiment.streams;

import org.jspecify.annotations.Nullable;

/** The stream can't start, or had to stop; the message is one line for people. */
public final class StreamFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StreamFailedException(String message) {
    this(message, null);
  }

  StreamFailedException(String message, @Nullable Throwable cause) {
    super(message.replaceAll("\\s+", " "), cause);
  }
}
