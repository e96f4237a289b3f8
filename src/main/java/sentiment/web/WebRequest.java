package sentiment.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is asked.
 *
 * @param parameters what stands in the path for the names in the route's braces
 * @param query the parameters behind the question mark, the first of each name
 * @param headers the headers, names in lower case, the first of each name
 * @param body empty where there is none; at most {@link WebServer#MAX_REQUEST_BYTES}
 */
public record WebRequest(
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  public WebRequest {
    parameters = Map.copyOf(parameters);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /** A parameter of the path; the route's pattern has to name it. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /**
   * The parameters of a query as it stands in the URL.
   *
   * @throws IllegalArgumentException if an escape is broken
   */
  static Map<String, String> parseQuery(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int end = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
        String value = pair.substring(Math.min(pair.length(), end + 1));
        parameters.putIfAbsent(
            URLDecoder.decode(pair.substring(0, end), StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
