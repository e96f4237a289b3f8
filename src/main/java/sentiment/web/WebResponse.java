package sentiment.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers.
 *
 * @param status of HTTP
 * @param contentType with the character set, where it is a text
 * @param headers besides those that every answer has; the same name here wins
 */
public record WebResponse(
    int status, String contentType, byte[] body, Map<String, String> headers) {

  /** Content type of JSON. */
  public static final String JSON = "application/json";

  public WebResponse {
    body = body.clone();
    headers = Map.copyOf(headers);
  }

  /** An answer with the usual headers alone. */
  public WebResponse(int status, String contentType, byte[] body) {
    this(status, contentType, body, Map.of());
  }

  /** A text in UTF-8. */
  public static WebResponse text(int status, String contentType, String text) {
    return new WebResponse(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON document. */
  public static WebResponse json(int status, JsonNode body) {
    return text(status, JSON, body.toString());
  }

  /**
   * An error, in the form of Confluent's Schema Registry.
   *
   * @param code the status, or five digits of which it is the first three
   */
  public static WebResponse error(int code, String message) {
    return json(
        code < 1000 ? code : code / 100,
        JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
  }

  /** The same answer with another content type. */
  WebResponse as(String otherType) {
    return new WebResponse(status, otherType, body, headers);
  }

  /** The same answer with one more header. */
  WebResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new WebResponse(status, contentType, body, more);
  }
}
