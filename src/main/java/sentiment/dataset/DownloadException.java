package sentiment.dataset;

/** A download that failed. The message is one line: address, reason, and what to do instead. */
public final class DownloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
