package sentiment.metrics;

import java.nio.charset.StandardCharsets;

/**
 * All metrics at one moment, as Prometheus reads them.
 *
 * @param contentType names format, version and character set
 * @param body a text in UTF-8
 */
public record Scrape(String contentType, byte[] body) {

  public Scrape {
    body = body.clone();
  }

  /** The body as a text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
