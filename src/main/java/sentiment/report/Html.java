package sentiment.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Parts of a page that stands alone. */
final class Html {

  /** The look of the live page, then what only reports have. */
  private static final List<String> STYLES =
      List.of(
          "/sentiment/web/page/page.css",
          "/sentiment/web/page/views.css",
          "/sentiment/report/report.css");

  private Html() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A table whose first column names its rows; cells are HTML. */
  static String table(List<String> head, List<List<String>> rows) {
    return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table><thead><tr>"
        + head.stream()
            .map(cell -> "<th scope=\"col\">" + cell + "</th>")
            .collect(Collectors.joining())
        + "</tr></thead><tbody>"
        + rows.stream()
            .map(
                row ->
                    "<tr><th scope=\"row\">"
                        + row.get(0)
                        + "</th>"
                        + row.stream()
                            .skip(1)
                            .map(cell -> "<td>" + cell + "</td>")
                            .collect(Collectors.joining())
                        + "</tr>\n")
            .collect(Collectors.joining())
        + "</tbody></table></div>";
  }

  /** A chart with its explanation, and its numbers for those who cannot see it. */
  static String figure(String title, String svg, String caption, String numbers) {
    return """
        <figure><h3>%s</h3>%s<figcaption>%s</figcaption>
        <details><summary>Numbers of this chart</summary>%s</details></figure>
        """
        .formatted(title, svg, caption, numbers);
  }

  /**
   * A whole page.
   *
   * @param refresh seconds after which a browser reads it anew, 0 for never
   */
  static String page(String title, int refresh, String body) {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        %s<title>%s</title>
        <style>%s</style></head>
        <body class="report">
        <a class="skip" href="#main">Skip to the report</a>
        <fieldset class="themes"><legend class="hidden">Colours</legend>
        <label><input type="radio" name="theme" id="system" checked> System</label>
        <label><input type="radio" name="theme" id="light"> Light</label>
        <label><input type="radio" name="theme" id="dark"> Dark</label></fieldset>
        <main id="main">
        %s
        </main></body></html>
        """
        .formatted(
            refresh > 0 ? "<meta http-equiv=\"refresh\" content=\"" + refresh + "\">\n" : "",
            escaped(title),
            STYLES.stream().map(Html::resource).collect(Collectors.joining("\n")),
            body);
  }

  /** Writes a page beside its place and moves it there, so that no browser reads half of it. */
  static void write(Path file, String page) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, page);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Html.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
