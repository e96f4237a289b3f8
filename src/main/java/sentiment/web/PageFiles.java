package sentiment.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live page: the files of one folder in the program, each at the path of its own name. They are
 * listed and read once, at the start; no path that is asked for ever leads to a file system.
 */
final class PageFiles {

  private static final String FOLDER = "page";
  private static final String INDEX = "index.html";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml; charset=utf-8",
          "png", "image/png");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private PageFiles() {}

  /** A route for each file; the index is at {@code /}. */
  static List<Route> routes() {
    try {
      return names().map(PageFiles::route).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the page can't be read from the program", e);
    }
  }

  private static Route route(String name) {
    WebResponse whole = response(name, read(name));
    String tag = whole.headers().getOrDefault("ETag", "");
    WebResponse unchanged = new WebResponse(304, "", new byte[0], whole.headers());
    return Route.get(
        "/" + (name.equals(INDEX) ? "" : name),
        request -> isKnown(tag, request.headers().get("if-none-match")) ? unchanged : whole);
  }

  private static boolean isKnown(String tag, @Nullable String known) {
    return known != null
        && Arrays.stream(known.split(",", -1))
            .map(String::strip)
            .anyMatch(each -> each.equals(tag) || each.equals("W/" + tag) || each.equals("*"));
  }

  private static WebResponse response(String name, byte[] bytes) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String type = TYPES.get(ending);
    if (type == null) {
      throw new IllegalStateException("no content type for the page's file " + name);
    }
    return new WebResponse(
        200,
        type,
        bytes,
        Map.of(
            "Content-Security-Policy",
            POLICY,
            "Cache-Control",
            "no-cache",
            "ETag",
            '"' + sha256(bytes).substring(0, 32) + '"'));
  }

  private static Stream<String> names() throws IOException {
    URL folder = PageFiles.class.getResource(FOLDER);
    if (folder == null) {
      throw new IOException("no folder " + FOLDER);
    }
    if (folder.openConnection() instanceof JarURLConnection jar) {
      String prefix = jar.getEntryName().replaceAll("/?$", "/");
      return jar.getJarFile().stream()
          .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
          .map(entry -> entry.getName().substring(prefix.length()));
    }
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + "/" + name)) {
      if (in == null) {
        throw new IOException("no file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
