package sentiment.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The accessibility checker axe-core, where the property {@code axe.path} names its file; without
 * it there is nothing to report.
 */
final class Axe {

  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run({ resultTypes: ['violations'] }).then((result) => done(
        result.violations
          .filter((v) => v.impact === 'serious' || v.impact === 'critical')
          .map((v) => `${v.id}: ${v.help}: ` + v.nodes.map((n) => n.html.slice(0, 200)).join(' | '))));
      """;

  private Axe() {}

  /** Serious and critical violations on the page as it is. */
  static List<?> violations(Browser browser) throws Exception {
    String path = System.getProperty("axe.path", "");
    if (path.isEmpty()) {
      return List.of();
    }
    if (browser.js("return typeof axe").equals("undefined")) {
      browser.inject(Files.readString(Path.of(path)));
    }
    return (List<?>) browser.jsAsync(RUN);
  }
}
