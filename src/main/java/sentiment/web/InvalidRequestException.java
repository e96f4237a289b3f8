package sentiment.web;

/** A request that can't be answered as it is; the message says what was expected. */
final class InvalidRequestException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidRequestException(String message) {
    super(message);
  }

  /** The answer to it. */
  WebResponse answer() {
    return WebResponse.error(400, "HTTP 400: " + getMessage());
  }
}
