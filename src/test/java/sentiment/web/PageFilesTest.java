package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageFilesTest {

  private static final Path FOLDER = Path.of("src/main/resources/sentiment/web/page");

  private @SuppressWarnings("NullAway.Init") WebServer server;

  @BeforeEach
  void startServer() {
    server = WebServer.start("127.0.0.1", 0, PageFiles.routes());
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void shouldServeEveryFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        String answer = get(name.equals("index.html") ? "/" : "/" + name, "");
        assertThat(answer)
            .startsWith("HTTP/1.1 200 OK")
            .contains("Cache-Control: no-cache")
            .contains("ETag: \"")
            .contains("Content-Length: " + Files.size(file) + "\r\n")
            .contains(
                "Content-Security-Policy: default-src 'none'; script-src 'self';"
                    + " style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
            .contains("X-Content-Type-Options: nosniff");
      }
    }
    assertThat(get("/", "")).contains("Content-Type: text/html; charset=utf-8");
  }

  @Test
  void shouldNotSendAgainWhatIsKnown() throws IOException {
    String answer = get("/", "");
    String tag = answer.replaceAll("(?s).*ETag: (\"\\w+\").*", "$1");

    for (String known : List.of(tag, "\"a\", " + tag, "W/" + tag, "*")) {
      assertThat(get("/", "If-None-Match: " + known + "\r\n"))
          .startsWith("HTTP/1.1 304 ")
          .contains("ETag: " + tag)
          .doesNotContain("Content-Length", "Transfer-Encoding")
          .endsWith("\r\n\r\n");
    }
    assertThat(get("/", "If-None-Match: \"other\"\r\n")).startsWith("HTTP/1.1 200 ");
    String asked = "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n";
    try (RawHttp http = RawHttp.to(server.address())) {
      assertThat(http.send(asked + "\r\n" + asked + "Connection: close\r\n\r\n").readAll())
          .matches("(?s)HTTP/1.1 304 .*\r\n\r\nHTTP/1.1 304 .*\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/page",
        "/page/",
        "/WebServer.class",
        "/../WebServer.class",
        "/%2e%2e/WebServer.class",
        "/%252e%252e/WebServer.class",
        "/..%2fWebServer.class",
        "/..%5cWebServer.class",
        "/..\\WebServer.class",
        "//etc/passwd",
        "/%00",
        "/.",
        "/..;/WebServer.class",
        "/;/WebServer.class",
        "/%c0%ae%c0%ae/WebServer.class",
      })
  void shouldServeNothingElse(String path) throws IOException {
    assertThat(get(path, "")).matches("(?s)HTTP/1\\.1 40[04] .*\\{\"error_code\":40[04],.*");
  }

  private String get(String path, String header) throws IOException {
    try (RawHttp http = RawHttp.to(server.address())) {
      return http.send(
              "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
                  .formatted(path, header))
          .readAll();
    }
  }
}
