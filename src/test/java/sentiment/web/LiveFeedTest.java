package sentiment.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sentiment.model.TestBundles;
import sentiment.scoring.Judgement;
import sentiment.scoring.LiveModel;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewFeed;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.SentimentScorer;
import sentiment.scoring.Verdict;

@Timeout(60)
class LiveFeedTest {

  private static final Clock NOON = Clock.fixed(Instant.ofEpochMilli(77_000), ZoneOffset.UTC);
  private static final SentimentScorer SCORER =
      new SentimentScorer(TestBundles.tiny(), ScoringOptions.DEFAULT, NOON);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final AtomicLong nanos = new AtomicLong();
  private final LiveModel model = new LiveModel(TestBundles.tiny(), ScoringOptions.DEFAULT, NOON);
  private final LiveFeed feed = new LiveFeed("app", model, true, () -> 5, NOON, nanos::get);

  @AfterEach
  void closeFeed() {
    feed.close();
  }

  /** Takes all at once, and remembers it. */
  private static final class Taker implements Watcher.Sink {
    private final StringBuilder got = new StringBuilder();

    @Override
    public void send(byte[] bytes, Runnable sent) {
      synchronized (got) {
        got.append(new String(bytes, UTF_8));
      }
      sent.run();
    }

    List<String> names() {
      return lines("event: ");
    }

    List<JsonNode> data() throws Exception {
      List<JsonNode> data = new ArrayList<>();
      for (String line : lines("data: ")) {
        data.add(MAPPER.readTree(line));
      }
      return data;
    }

    private List<String> lines(String prefix) {
      synchronized (got) {
        return got.toString()
            .lines()
            .filter(line -> line.startsWith(prefix))
            .map(line -> line.substring(prefix.length()))
            .toList();
      }
    }
  }

  static Judgement judgement(String text) {
    PreparedReview review = (PreparedReview) SCORER.prepare(text, text);
    return (Judgement) SCORER.judge(List.of(review)).get(0);
  }

  private static ReviewFeed.Item item(Verdict verdict) {
    return new ReviewFeed.Item(verdict, Duration.ofMillis(12));
  }

  private void show(String... texts) {
    List<ReviewFeed.Item> batch = new ArrayList<>();
    for (String text : texts) {
      batch.add(item(judgement(text)));
    }
    feed.show(batch);
  }

  private Taker watch() {
    Taker taker = new Taker();
    Watcher watcher = new Watcher(taker);
    assertThat(feed.join(watcher)).isTrue();
    feed.greet(watcher);
    return taker;
  }

  private void settle() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    feed.later(done::countDown);
    done.await();
  }

  private void secondPasses() throws InterruptedException {
    nanos.addAndGet(1_000_000_000);
    feed.later(feed::tick);
    settle();
  }

  @Test
  void shouldSayHelloThenShowWhatComes() throws Exception {
    show("good film", "bad film");
    settle();
    Taker taker = watch();
    show("great <b>film</b>\n\u2028!");
    feed.show(List.of(item(new Rejection("x", RejectionReason.TOO_LARGE, "too long"))));
    secondPasses();

    assertThat(taker.names()).containsExactly("hello", "review", "rejected", "stats");
    JsonNode hello = taker.data().get(0);
    assertThat(hello.path("application").asText()).isEqualTo("app");
    assertThat(hello.path("model").path("name").asText()).isEqualTo("tiny");
    assertThat(hello.path("score").asBoolean()).isTrue();
    assertThat(hello.path("sample_per_second").asInt()).isEqualTo(20);
    assertThat(hello.path("reviews"))
        .extracting(review -> review.path("text").asText())
        .containsExactly("good film", "bad film");
    JsonNode review = taker.data().get(1);
    assertThat(review.path("text").asText()).isEqualTo("great <b>film</b>\n\u2028!");
    assertThat(review.path("end_to_end_ms").asInt()).isEqualTo(12);
    assertThat(taker.data().get(2))
        .hasToString("{\"review_id\":\"x\",\"rejected\":\"TOO_LARGE\",\"detail\":\"too long\"}");
    assertThat(taker.data().get(3))
        .hasToString(
            "{\"time\":77000,\"scored_per_second\":1.0,\"rejected_per_second\":1.0,\"p50_ms\":12,"
                + "\"p95_ms\":12,\"p99_ms\":12,\"batch_size\":1.0,\"buffered\":5,"
                + "\"positive_share\":0.0,\"sampled_out\":0}");
  }

  @Test
  void shouldSampleEvenlyUnderLoad() throws Exception {
    Taker taker = watch();
    String[] texts = new String[200];
    for (int i = 0; i < 200; i++) {
      texts[i] = "film " + i;
    }
    show(texts);
    secondPasses();

    List<Integer> shown =
        taker.data().stream()
            .filter(json -> json.has("text"))
            .map(json -> Integer.parseInt(json.path("text").asText().substring(5)))
            .toList();
    assertThat(shown).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(shown.get(i)).isBetween(10 * i, 10 * i + 9);
    }
    JsonNode stats = taker.data().get(21);
    assertThat(stats.path("scored_per_second").asInt()).isEqualTo(200);
    assertThat(stats.path("sampled_out").asInt()).isEqualTo(180);
  }

  @Test
  void shouldKeepTheLastReviewsWhileNobodyWatches() throws Exception {
    for (int i = 0; i < 100; i++) {
      nanos.addAndGet(100_000_000);
      show("film " + i);
    }
    settle();

    Taker taker = watch();
    settle();

    JsonNode reviews = taker.data().get(0).path("reviews");
    assertThat(reviews.size()).isBetween(17, 20);
    List<Integer> shown = new ArrayList<>();
    reviews.forEach(
        review -> shown.add(Integer.parseInt(review.path("text").asText().substring(5))));
    assertThat(shown).isSorted();
    assertThat(shown.get(shown.size() - 1)).isGreaterThan(90);
    assertThat(shown.get(0)).isLessThan(20); // two a second of ten
  }

  @Test
  void shouldNotShowLongTexts() throws Exception {
    Taker taker = watch();
    show("x".repeat(LiveFeed.MAX_TEXT + 1), "x".repeat(LiveFeed.MAX_TEXT));
    secondPasses();

    assertThat(taker.names()).containsExactly("hello", "review", "stats");
    assertThat(taker.data().get(2).path("sampled_out").asInt()).isEqualTo(1);
  }

  @Test
  void shouldTellOfANewModel() throws Exception {
    Taker taker = watch();
    model.replace(TestBundles.tiny(3));
    secondPasses();

    assertThat(taker.names()).containsExactly("hello", "model", "stats");
    assertThat(taker.data().get(1).path("model").path("sha256").asText())
        .isEqualTo(TestBundles.tiny(3).id().sha256());
  }

  @Test
  void shouldDropTheOldestEventsOfASlowWatcher() {
    List<String> sent = new ArrayList<>();
    List<Runnable> room = new ArrayList<>();
    Watcher watcher =
        new Watcher(
            (bytes, next) -> {
              sent.add(new String(bytes, UTF_8));
              room.add(next);
            });
    for (int i = 0; i < 1000; i++) {
      watcher.offer((i + ";").getBytes(UTF_8));
    }
    assertThat(sent).containsExactly("0;");

    room.get(0).run();
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).startsWith("744;745;").endsWith(";999;");

    watcher.offer("a".repeat(300_000).getBytes(UTF_8));
    watcher.offer("b".repeat(300_000).getBytes(UTF_8));
    room.get(1).run();
    assertThat(sent.get(2)).isEqualTo("b".repeat(300_000));
  }

  @Test
  void shouldServeTheFeedAndStopPromptly() throws Exception {
    WebServer server = serve();
    List<RawHttp> all = new ArrayList<>();
    String get = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < LiveFeed.MAX_WATCHERS; i++) {
      RawHttp http = RawHttp.to(server.address()).send(get);
      assertThat(http.readUntil("event: hello\ndata: {"))
          .startsWith("HTTP/1.1 200 OK")
          .contains("Content-Type: text/event-stream")
          .contains("Cache-Control: no-store");
      all.add(http);
    }
    try (RawHttp http = RawHttp.to(server.address()).send(get).endInput()) {
      assertThat(http.readAll()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 10");
    }
    show("good film");
    for (RawHttp http : all) {
      http.readUntil("event: review\n");
    }
    all.get(0).close();
    RawHttp again = null;
    while (again == null) { // until the server has noticed
      secondPasses();
      RawHttp http = RawHttp.to(server.address()).send(get);
      again = http.readUntil("\r\n").contains(" 200 ") ? http : null;
    }

    server.close();

    assertThat(again.readAll()).contains("event: hello"); // and then the end
  }

  @Test
  void shouldNotSayHowLongTheFeedIs() throws Exception {
    String head = "HEAD /live HTTP/1.1\r\nHost: localhost\r\n";
    try (WebServer server = serve();
        RawHttp http = RawHttp.to(server.address())) {
      // the second is read where the first one's answer ends
      assertThat(http.send(head + "\r\n" + head + "Connection: close\r\n\r\n").readAll())
          .matches("(?s)HTTP/1.1 200 OK\r\n.*\r\n\r\nHTTP/1.1 200 OK\r\n.*\r\n\r\n")
          .contains("Content-Type: text/event-stream")
          .doesNotContain("Content-Length");
    }
  }

  private WebServer serve() {
    return WebServer.start(
        "127.0.0.1",
        0,
        List.of(LiveRoute.of(feed)),
        WebAccess.at("127.0.0.1"),
        WebLimits.of(1 << 30),
        WebMetrics.NONE);
  }
}
