package sentiment.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What answers the requests of one method and one form of path.
 *
 * @param method GET or POST; GET answers HEAD too
 * @param pattern the path, with a name in braces for a part of any text: {@code /schemas/ids/{id}}
 */
public record Route(String method, String pattern, Handler handler) {

  /** Answers requests; called by several threads at once. */
  @FunctionalInterface
  public interface Handler {

    /** An exception becomes an answer with status 500 and a line in the log. */
    WebResponse handle(WebRequest request) throws IOException;
  }

  public static Route get(String pattern, Handler handler) {
    return new Route("GET", pattern, handler);
  }

  public static Route post(String pattern, Handler handler) {
    return new Route("POST", pattern, handler);
  }

  /**
   * What the path has for the names of the pattern; empty if it is of another form.
   *
   * @param path as it stands in the URL, escapes and all
   * @throws IllegalArgumentException if an escape is broken
   */
  static Optional<Map<String, String>> match(String pattern, String path) {
    String[] wanted = pattern.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        String name = wanted[i].substring(1, wanted[i].length() - 1);
        // in a path, a plus is a plus
        String escaped = given[i].replace("+", "%2B");
        parameters.put(name, URLDecoder.decode(escaped, StandardCharsets.UTF_8));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }
}
