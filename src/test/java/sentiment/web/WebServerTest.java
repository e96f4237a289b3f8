package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(4);
  private @SuppressWarnings("NullAway.Init") WebServer server;

  @BeforeEach
  void startServer() {
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            List.of(
                Route.get(
                    "/things/{name}",
                    request ->
                        WebResponse.text(
                            200,
                            "text/plain; charset=utf-8",
                            request.parameter("name")
                                + request.query().getOrDefault("q", "")
                                + request.headers().getOrDefault("x-mark", ""))),
                Route.post(
                    "/size",
                    request -> WebResponse.text(200, "text/plain", "" + request.body().length)),
                Route.get(
                    "/broken",
                    request -> {
                      throw new IllegalStateException("the secret");
                    }),
                Route.get("/slow", this::slow)));
  }

  @AfterEach
  void stopServer() {
    gate.countDown();
    server.close();
  }

  private WebResponse slow(WebRequest request) throws IOException {
    busy.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return WebResponse.text(200, "text/plain", "done");
  }

  @Test
  void shouldGiveTheHandlerPathQueryAndHeaders() throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/things/a%2Fb+c?q=%C3%A9&q=2"))
                .header("X-Mark", "!")
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("a/b+c\u00e9!");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }

  @Test
  void shouldAnswerHeadLikeGetWithoutTheBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/things/abc", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).contains("3");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void shouldSayWhatIsNotThere() throws Exception {
    for (String path : List.of("/", "/things", "/things/a/b", "/size/")) {
      HttpResponse<String> response = send("GET", path, BodyPublishers.noBody());
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(response.body())
          .isEqualTo("{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
    }
  }

  @Test
  void shouldSayWhichMethodsThereAre() throws Exception {
    HttpResponse<String> deleted = send("DELETE", "/things/a", BodyPublishers.noBody());
    HttpResponse<String> got = send("GET", "/size", BodyPublishers.noBody());

    assertThat(deleted.statusCode()).isEqualTo(405);
    assertThat(deleted.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(got.statusCode()).isEqualTo(405);
    assertThat(got.headers().firstValue("Allow")).contains("POST");
    assertThat(got.body())
        .isEqualTo("{\"error_code\":405,\"message\":\"HTTP 405 Method Not Allowed\"}");
  }

  @Test
  void shouldReadBodiesUpToTheBound() throws Exception {
    byte[] most = new byte[WebServer.MAX_REQUEST_BYTES];
    byte[] more = new byte[WebServer.MAX_REQUEST_BYTES + 1];

    assertThat(send("POST", "/size", BodyPublishers.ofByteArray(most)).body())
        .isEqualTo("" + WebServer.MAX_REQUEST_BYTES);
    assertThat(send("POST", "/size", BodyPublishers.ofByteArray(more)).statusCode()).isEqualTo(413);
  }

  @Test
  void shouldHideWhyAHandlerFailed() throws Exception {
    HttpResponse<String> response = send("GET", "/broken", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void shouldReadQueriesStrictly() {
    assertThat(WebRequest.parseQuery("a=1&b&&a=2&c=%41"))
        .containsEntry("a", "1")
        .containsEntry("b", "")
        .containsEntry("c", "A");
    assertThatThrownBy(() -> WebRequest.parseQuery("a=%4"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAnswerAllWhenThereAreMoreRequestsThanThreadsAndPlacesToWait() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      responses.add(
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(server.address() + "/slow")).build(),
              BodyHandlers.ofString()));
    }
    busy.await();
    gate.countDown();

    assertThat(responses).allSatisfy(r -> assertThat(r.join().body()).isEqualTo("done"));
  }

  @Test
  void shouldSayInOneLineThatThePortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> WebServer.start("127.0.0.1", port, List.of()))
          .isInstanceOf(WebServerException.class)
          .hasMessage(
              "web.port=%d: can't listen on 127.0.0.1:%d (Address already in use); choose another,"
                  + " 0 for any free one, or off",
              port, port);
    }
  }

  @Test
  void shouldSayInOneLineThatTheAddressIsNotOurs() {
    assertThatThrownBy(() -> WebServer.start("no-such-host.invalid", 0, List.of()))
        .isInstanceOf(WebServerException.class)
        .hasMessage("web.bind=no-such-host.invalid: expected a name or an address of this host");
    assertThatThrownBy(() -> WebServer.start("192.0.2.1", 0, List.of()))
        .isInstanceOf(WebServerException.class)
        .hasMessageContaining("192.0.2.1");
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.address() + path)).method(method, body).build(),
        BodyHandlers.ofString());
  }
}
