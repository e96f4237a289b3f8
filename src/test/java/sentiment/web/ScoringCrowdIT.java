package sentiment.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sentiment.model.ModelBundle;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.SentimentScorer;

/**
 * Fifty good clients at once, with bad ones among them, and a server of little memory. An
 * OutOfMemoryError would end it.
 */
@Timeout(180)
class ScoringCrowdIT {

  private static final int CLIENTS = 50;
  private static final int LARGE = 60_000;
  private static final int ROUNDS = 1;
  private static final String POST =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final List<String> TEXTS =
      List.of(
          "A lovely film, I laughed and cried.",
          "The worst two hours of my life.",
          "It was fine. ".repeat(60),
          "Not good, not bad \u00e9\u4f60\ud83d\ude00");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private @SuppressWarnings("NullAway.Init") Process process;
  private @SuppressWarnings("NullAway.Init") String address;

  @BeforeEach
  void startServer() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ScoringServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(UTF_8);
    address = out.readLine();
  }

  @AfterEach
  void stopServer() {
    process.destroyForcibly();
    threads.shutdownNow();
  }

  @Test
  void shouldAnswerEveryGoodRequestWhateverTheOthersSend() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Future<?>> bad = new ArrayList<>();
    for (Map.Entry<byte[], String> request : badRequests().entrySet()) {
      bad.add(threads.submit(() -> repeat(request.getKey(), request.getValue(), done)));
    }
    for (int i = 0; i < 20; i++) {
      bad.add(threads.submit(() -> drip(done)));
      bad.add(threads.submit(() -> breakOff(done)));
    }
    for (int i = 0; i < 3; i++) {
      bad.add(threads.submit(() -> sendForEver(done)));
    }
    Map<String, Double> expected = expected();
    List<Future<?>> good = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      good.add(threads.submit(() -> score(expected)));
    }

    for (Future<?> each : good) {
      each.get();
    }
    done.set(true);
    for (Future<?> each : bad) {
      each.get();
    }
    assertThat(process.isAlive()).isTrue();
    score(expected);
  }

  private static Map<String, Double> expected() {
    SentimentScorer scorer =
        new SentimentScorer(ModelBundle.shipped(), ScoringOptions.DEFAULT, Clock.systemUTC());
    Map<String, Double> expected = new LinkedHashMap<>();
    for (String text : TEXTS) {
      expected.put(text, ((ReviewScore) scorer.score("", text)).probability());
    }
    return expected;
  }

  private Void score(Map<String, Double> expected) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Map<String, String>> reviews = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        reviews.add(Map.of("text", TEXTS.get(i % TEXTS.size())));
      }
      JsonNode results = post("/score/batch?words=0", Map.of("reviews", reviews)).path("results");
      assertThat(results).hasSize(20);
      for (int i = 0; i < 20; i++) {
        check(results.get(i), expected, reviews.get(i).get("text"));
      }
      for (String text : TEXTS) {
        check(post("/score?detail=true", Map.of("text", text)), expected, text);
      }
    }
    return null;
  }

  private static void check(JsonNode score, Map<String, Double> expected, String text) {
    assertThat(score.path("probability").doubleValue()).isCloseTo(expected.get(text), within(1e-6));
  }

  private JsonNode post(String path, Object body) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(mapper.writeValueAsString(body)))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return mapper.readTree(response.body());
  }

  /** Requests and the beginning of the only status lines that may answer them. */
  private static Map<byte[], String> badRequests() {
    Map<byte[], String> requests = new LinkedHashMap<>();
    requests.put(body("/score", "{\"text\":\"broken"), "400");
    requests.put(body("/score", "{\"text\":\"\u00ff\u00fe\"}"), "400");
    requests.put(body("/score", "{\"text\":" + "[".repeat(1_000_000)), "400 503");
    requests.put(body("/score", "[".repeat(1_000_000)), "400 503");
    requests.put(body("/score", "{\"text\":\"a\",\"text\":\"b\"}"), "400");
    requests.put(body("/score", "\0\0\0\0"), "400");
    requests.put(body("/score", "{\"text\":\"" + "\\u0000".repeat(1000) + "\"}"), "422");
    requests.put(body("/score", "{\"text\":\"" + "a ".repeat(500_000) + "\"}"), "200 503");
    requests.put(body("/score", "{\"text\":\"" + "a ".repeat(2_000_000) + "\"}"), "422 503");
    String batch = "{\"text\":\"" + "a ".repeat(300) + "\"},";
    requests.put(
        body("/score/batch?detail=true", "{\"reviews\":[" + batch.repeat(99) + "{\"text\":\"\"}]}"),
        "200 503");
    requests.put(bytes(POST.formatted("/score") + "Content-Length: 104857600\r\n\r\nxx"), "413");
    requests.put(bytes(POST.formatted("/score") + "X: " + "x".repeat(100_000) + "\r\n"), "431");
    requests.put(
        bytes(
            POST.formatted("/score")
                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP"),
        "400");
    requests.put(bytes("DELETE /score HTTP/1.1\r\nHost: localhost\r\n\r\n"), "405");
    requests.put(
        bytes("POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"), "415");
    requests.put(bytes("\0\0\0\0\r\n\r\n"), "400");
    return requests;
  }

  private static byte[] body(String path, String body) {
    return bytes(POST.formatted(path) + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private Void repeat(byte[] request, String statuses, AtomicBoolean done) throws Exception {
    while (!done.get()) {
      try (RawHttp http = RawHttp.to(address)) {
        String answer = http.trySend(request).endInputIfOpen().readAll();
        // a server that refuses large things may close before all is sent
        if (!answer.isEmpty() || request.length < LARGE) {
          assertThat(statuses).contains(answer.substring(9, 12));
        }
      }
      if (request.length > LARGE) {
        Thread.sleep(1000); // the model takes its time for them, and good ones have to wait
      }
    }
    return null;
  }

  private Void drip(AtomicBoolean done) throws Exception {
    while (!done.get()) {
      try (RawHttp http = RawHttp.to(address)) {
        http.trySend(bytes(POST.formatted("/score") + "Content-Length: 100000\r\n\r\n"));
        for (int i = 0; i < 20 && !done.get(); i++) {
          http.trySend(new byte[] {'{'});
          Thread.sleep(50);
        }
      }
    }
    return null;
  }

  private Void breakOff(AtomicBoolean done) throws Exception {
    while (!done.get()) {
      try (RawHttp http = RawHttp.to(address)) {
        http.trySend(bytes(POST.formatted("/score") + "Content-Length: 100\r\n\r\n{\"te"));
        http.endInputIfOpen();
        Thread.sleep(20);
      }
    }
    return null;
  }

  private Void sendForEver(AtomicBoolean done) throws IOException {
    byte[] chunk = bytes("10000\r\n" + " ".repeat(0x10000) + "\r\n");
    while (!done.get()) {
      try (RawHttp http = RawHttp.to(address)) {
        http.trySend(bytes(POST.formatted("/score") + "Transfer-Encoding: chunked\r\n\r\n"));
        for (int i = 0; i < 300 && !done.get(); i++) {
          http.trySend(chunk);
        }
        String answer = http.endInputIfOpen().readAll();
        assertThat(answer).matches("(?s)|HTTP/1.1 (413|503|400) .*");
      }
    }
    return null;
  }
}
