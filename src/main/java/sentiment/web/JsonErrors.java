package sentiment.web;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server refuses by itself has the form of all other errors, and repeats no input. */
final class JsonErrors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    WebResponse answer = answer(response.getStatus());
    SafeHeaders.addTo(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  /** The answer for a status alone, as {@code HTTP 404 Not Found}. */
  static WebResponse answer(int status) {
    HttpStatus.Code code = HttpStatus.getCode(status);
    String message = code == null ? "" : " " + code.getMessage();
    return WebResponse.error(status, String.format(Locale.ROOT, "HTTP %d%s", status, message));
  }
}
