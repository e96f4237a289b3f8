package sentiment.web;

/**
 * The web server can't start; the message is one line with the setting, its value and a way out.
 */
public final class WebServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WebServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
