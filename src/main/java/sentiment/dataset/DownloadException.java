package sentiment.dataset;

import org.jspecify.annotations.Nullable;

/** A download that failed. The message is one line: address, reason, and what to do instead. */
public final class DownloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
