package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.model.TestBundles;
import sentiment.scoring.LiveModel;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.ScoringOptions;

@Timeout(60)
class ScoreRoutesTest {

  private static final Clock NOON = Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC);
  private static final ScoringOptions OPTIONS = new ScoringOptions(3, 0.5, 0.5, 100);

  private final HttpClient client = HttpClient.newHttpClient();
  private final LiveModel model = new LiveModel(TestBundles.tiny(), OPTIONS, NOON);
  private final ScoringPool pool = new ScoringPool(1, 4);
  private final ScoringPool explaining = ScoringPool.forExplanations();
  private @SuppressWarnings("NullAway.Init") WebServer server;

  @BeforeEach
  void startServer() {
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            ScoreRoutes.of(model, pool, explaining, new BatchAnswer.Slices(10, 20)),
            WebAccess.at("127.0.0.1"),
            WebLimits.of(1L << 30),
            WebMetrics.NONE);
  }

  @AfterEach
  void stopServer() {
    server.close();
    pool.close();
    explaining.close();
  }

  @Test
  void shouldScoreAsTheCommandLineDoes() throws Exception {
    String text = "the film is not very good it is awful a b c d e f";
    LiveModel ten = new LiveModel(TestBundles.tiny(), OPTIONS.withTopWords(10), NOON);

    HttpResponse<String> response = post("/score", "{\"text\":\"" + text + "\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(ReviewScoreJson.write(ten.scorer().score("1", text)));
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void shouldExplainByTheMethodThatIsWanted() throws Exception {
    String body = "{\"text\":\"the film is not very good\",\"review_id\":\"a\"}";

    JsonNode score = json(post("/score?detail=true", body));
    JsonNode exact = json(post("/explain", body));
    assertThat(exact.path("method").asText()).isEqualTo("contribution");
    assertThat(exact.path("words")).isEqualTo(score.path("words"));
    assertThat(exact.path("completeness_gap").isNull()).isTrue();

    JsonNode integrated = json(post("/explain?method=integrated_gradients", body));
    assertThat(integrated.path("probability")).isEqualTo(score.path("probability"));
    assertThat(integrated.path("completeness_gap").asDouble()).isBetween(1e-12, 0.05);
    assertThat(integrated.path("words")).hasSize(6).isNotEqualTo(score.path("words"));
    double sum = integrated.path("bias").asDouble();
    for (JsonNode word : integrated.path("words")) {
      sum += word.path("contribution").asDouble();
    }
    assertThat(sum).isCloseTo(score.path("logit").asDouble(), within(1e-9));
    assertThat(integrated.has("turned_without")).isTrue();
    assertThat(integrated.at("/sentences/0/contribution").isNumber()).isTrue();

    assertThat(post("/explain?method=magic", body).statusCode()).isEqualTo(400);
    assertThat(post("/explain", "{\"text\":\"...\"}").statusCode()).isEqualTo(422);
  }

  @Test
  void shouldListAsManyWordsAsAreWanted() throws Exception {
    String body = "{\"text\":\"the film is not very good\",\"review_id\":\"a\"}";

    assertThat(json(post("/score?words=2", body)).path("words")).hasSize(2);
    assertThat(json(post("/score?words=all", body)).path("words")).hasSize(6);
    assertThat(json(post("/score?words=0", body)).path("review_id").asText()).isEqualTo("a");
    JsonNode detail = json(post("/score?words=1&detail=true", body));
    assertThat(detail.path("words")).hasSize(6);
    assertThat(detail.path("text").asText()).isEqualTo("the film is not very good");
    assertThat(detail.path("phrases")).isNotEmpty();
    assertThat(detail.path("unknown")).hasToString("[[9,11]]");
    assertThat(detail.path("cut").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"words=-1", "words=ten", "words=", "words=1.5", "detail=1"})
  void shouldRefuseOtherQueries(String query) throws Exception {
    for (String path : List.of("/score", "/score/batch")) {
      HttpResponse<String> response = post(path + "?" + query, "{\"text\":\"x\"}");
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).startsWith("{\"error_code\":400,\"message\":\"HTTP 400: ");
    }
  }

  @Test
  void shouldAnswerRejections() throws Exception {
    HttpResponse<String> response = post("/score", "{\"text\":\"...\"}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .isEqualTo(
            "{\"review_id\":\"1\",\"rejected\":\"EMPTY_TEXT\","
                + "\"detail\":\"no words in a text of 3 characters\"}");
    assertThat(post("/score", "{\"text\":\"" + "x".repeat(101) + "\"}").body())
        .contains("\"rejected\":\"TOO_LARGE\"");
  }

  @Test
  void shouldSayWhatIsWrong() throws Exception {
    HttpResponse<String> response = post("/score", "{\"txet\":\"a\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("message").asText())
        .startsWith("HTTP 400: unknown field 'txet': expected an object");
  }

  @Test
  void shouldScoreManyInOrderSliceBySlice() throws Exception {
    List<String> reviews = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String text = i % 7 == 3 ? "" : "the film is good ".repeat(i % 5 + 1);
      reviews.add("{\"review_id\":\"r%d\",\"text\":\"%s\"}".formatted(i, text));
    }
    String body = "{\"reviews\":[" + String.join(",", reviews) + "]}";

    HttpResponse<String> response = post("/score/batch?words=1", body);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode results = json(response).path("results");
    assertThat(results).hasSize(300);
    for (int i = 0; i < 300; i++) {
      assertThat(results.get(i).path("review_id").asText()).isEqualTo("r" + i);
      assertThat(results.get(i).has("rejected")).isEqualTo(i % 7 == 3);
    }
  }

  @Test
  void shouldServeTheNextModelToTheNextRequest() throws Exception {
    String body = "{\"text\":\"good film\"}";
    post("/score", body);
    model.replace(TestBundles.tiny(3));

    assertThat(json(post("/score", body)).path("model").path("sha256").asText())
        .isEqualTo(TestBundles.tiny(3).id().sha256());
  }

  @Test
  void shouldTellWhoComesTooMuchToComeAgain() throws Exception {
    Semaphore gate = new Semaphore(0);
    CountDownLatch busy = new CountDownLatch(1);
    WebServer blocked =
        WebServer.start(
            "127.0.0.1",
            0,
            List.of(
                Endpoint.get(
                    "/block",
                    (request, exchange) -> {
                      if (pool.admit(exchange)) {
                        busy.countDown();
                        pool.run(
                            exchange,
                            () -> {
                              gate.acquireUninterruptibly();
                              exchange.answer(WebResponse.text(200, "text/plain", ""));
                            });
                      }
                    })),
            WebAccess.at("127.0.0.1"),
            WebLimits.of(1L << 30),
            WebMetrics.NONE);
    try (blocked) {
      List<RawHttp> waiting = new ArrayList<>();
      int refused = 0;
      for (int i = 0; i < 6; i++) {
        RawHttp http = RawHttp.to(blocked.address());
        http.send("GET /block HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        waiting.add(http);
        if (i >= 4) {
          String answer = http.readAll();
          assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
          refused++;
        }
        busy.await();
        awaitPlaces(i);
      }
      assertThat(refused).isEqualTo(2);
      gate.release(4);
      for (int i = 0; i < 4; i++) {
        assertThat(waiting.get(i).readAll()).startsWith("HTTP/1.1 200 ");
      }
      assertThat(post("/score", "{\"text\":\"good film\"}").statusCode()).isEqualTo(200);
    }
  }

  private void awaitPlaces(int sent) throws InterruptedException {
    while (pool.places() > Math.max(0, 3 - sent)) {
      Thread.sleep(1);
    }
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }
}
