package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sentiment.metrics.PrometheusMetrics;
import sentiment.model.TestBundles;
import sentiment.scoring.LiveModel;
import sentiment.scoring.ReviewFeed;
import sentiment.streams.StreamHealth;
import sentiment.streams.StreamSettings;

@Timeout(60)
class ScorerWebTest {

  private static final String TOKEN = "a-token-of-its-own";

  /** Status of the page, the feed and a score; anything but 404 means that it is served. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.1 | auto | on  | ''                 | 200 200 415
          127.0.0.1 | off  | on  | ''                 | 404 404 415
          127.0.0.1 | on   | off | ''                 | 200 200 404
          127.0.0.1 | auto | on  | a-token-of-its-own | 200 401 401
          0.0.0.0   | auto | on  | ''                 | 404 404 415
          0.0.0.0   | auto | on  | a-token-of-its-own | 200 401 401
          0.0.0.0   | on   | on  | ''                 | 200 200 415
          """)
  void shouldServeWhatTheSettingsSay(
      String bind, String page, String score, String token, String statuses) throws IOException {
    try (ScorerWeb web = start(bind, page, score, token)) {
      assertThat(
              status(web, "HEAD / ")
                  + " "
                  + status(web, "HEAD /live ")
                  + " "
                  + status(web, "POST /score "))
          .isEqualTo(statuses);
      assertThat(status(web, "GET /metrics ")).isEqualTo("200");
      assertThat(status(web, "GET /health/live ")).isEqualTo("200");
      assertThat(status(web, "GET /subjects ")).isEqualTo("200");
      assertThat(web.page().isPresent()).isEqualTo(statuses.startsWith("200"));
      assertThat(web.feed() == ReviewFeed.NONE).isEqualTo(!statuses.startsWith("200"));
    }
  }

  /** What a request may call the server, by web.bind and web.hosts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0   | ''                  | evil.example          | 200
          0.0.0.0   | *                   | evil.example          | 200
          0.0.0.0   | scorer-1, LOCALHOST | scorer-1:8080         | 200
          0.0.0.0   | scorer-1, LOCALHOST | Scorer-1              | 200
          0.0.0.0   | scorer-1, LOCALHOST | localhost.:8080       | 200
          0.0.0.0   | scorer-1, LOCALHOST | evil.example          | 403
          0.0.0.0   | scorer-1, LOCALHOST | scorer-1.evil.example | 403
          0.0.0.0   | scorer-1, LOCALHOST | 127.0.0.1             | 403
          0.0.0.0   | 192.0.2.1,2001:db8::1 | 192.0.2.1:80        | 200
          0.0.0.0   | 192.0.2.1,2001:db8::1 | [2001:DB8:0::1]:80  | 200
          0.0.0.0   | 192.0.2.1,2001:db8::1 | [2001:db8::2]:80    | 403
          127.0.0.1 | ''                  | evil.example          | 403
          127.0.0.1 | *                   | evil.example          | 200
          127.0.0.1 | proxy.example       | proxy.example         | 200
          127.0.0.1 | proxy.example       | localhost             | 403
          """)
  void shouldBeCalledByItsNames(String bind, String hosts, String host, String status)
      throws IOException {
    StreamSettings settings =
        StreamSettings.of(
            Map.of(), Map.of(), Map.of("web.port", "0", "web.bind", bind, "web.hosts", hosts));
    try (ScorerWeb web = start(settings);
        RawHttp http = RawHttp.to(web.address().orElseThrow().replace("0.0.0.0", "127.0.0.1"))) {
      String answer =
          http.send("GET /subjects HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .readAll();
      assertThat(answer.substring(9, 12)).isEqualTo(status);
    }
  }

  @Test
  void shouldServeNothingWhenItIsOff() {
    StreamSettings settings = StreamSettings.of(Map.of(), Map.of(), Map.of("web.port", "off"));
    try (ScorerWeb web = start(settings)) {
      assertThat(web.address()).isEmpty();
      assertThat(web.feed()).isSameAs(ReviewFeed.NONE);
    }
  }

  @Test
  void shouldCountRequestsByTheirRoute() throws IOException {
    try (ScorerWeb web = start("127.0.0.1", "auto", "on", TOKEN)) {
      status(web, "POST /score ");
      status(web, "GET /no/such/thing ");
      try (RawHttp http = RawHttp.to(web.address().orElseThrow())) {
        http.send("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n").endInput();
        http.readAll(); // breaks off, and is no request that was answered
      }
      assertThat(body(web, "GET /metrics "))
          .contains("sentiment_web_requests_total")
          .contains("route=\"/score\",status=\"401\"} 1.0")
          .contains("route=\"none\",status=\"404\"} 1.0")
          .doesNotContain("such", "route=\"/\"");
    }
  }

  private static ScorerWeb start(String bind, String page, String score, String token) {
    Map<String, String> flags = new HashMap<>();
    flags.put("web.port", "0");
    flags.put("web.bind", bind);
    flags.put("web.page", page);
    flags.put("web.score", score);
    flags.put("web.token", token);
    return start(StreamSettings.of(Map.of(), Map.of(), flags));
  }

  private static ScorerWeb start(StreamSettings settings) {
    LiveModel model =
        new LiveModel(TestBundles.tiny(), settings.scoringOptions(), Clock.systemUTC());
    PrometheusMetrics metrics =
        new PrometheusMetrics(settings.applicationId(), model, settings.drift(), System::nanoTime);
    return ScorerWeb.start(
        settings, model, metrics, new StreamHealth(System::nanoTime), Clock.systemUTC());
  }

  private static String status(ScorerWeb web, String start) throws IOException {
    return body(web, start).substring(9, 12);
  }

  private static String body(ScorerWeb web, String start) throws IOException {
    String address = web.address().orElseThrow().replace("0.0.0.0", "127.0.0.1");
    try (RawHttp http = RawHttp.to(address)) {
      return http.send(
              start
                  + "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
          .readAll();
    }
  }
}
