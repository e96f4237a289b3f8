package sentiment.web;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** Headers of every answer; they keep browsers from doing more with it than show it. */
final class SafeHeaders {

  private static final Map<String, String> ALL =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cache-Control", "no-store");

  private SafeHeaders() {}

  static void addTo(HttpFields.Mutable headers) {
    ALL.forEach(headers::put);
  }
}
