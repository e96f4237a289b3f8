package sentiment.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.metrics.PrometheusMetrics;
import sentiment.model.TestBundles;
import sentiment.scoring.DriftOptions;
import sentiment.scoring.LiveModel;
import sentiment.scoring.ScoringOptions;

class MetricsRouteTest {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMetrics metrics =
      new PrometheusMetrics(
          "app",
          new LiveModel(TestBundles.tiny(), ScoringOptions.DEFAULT, Clock.systemUTC()),
          DriftOptions.DEFAULT,
          System::nanoTime);

  @AfterEach
  void close() {
    metrics.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", // Prometheus 2.42
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/"
            + "openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8"
            + ";q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", // Prometheus 3
        "Application/OpenMetrics-Text"
      })
  void shouldSpeakOpenMetricsWithThosePreferringIt(String accept) throws IOException {
    WebResponse response = get(Map.of("accept", accept));

    assertThat(response.contentType()).isEqualTo(OPEN_METRICS);
    assertThat(new String(response.body(), UTF_8)).endsWith("# EOF\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "text/plain;version=0.0.4;q=1,application/openmetrics-text;q=0.5",
        "application/openmetrics-text;q=0",
        ";;q=,,"
      })
  void shouldSpeakPlainTextWithAllOthers(String accept) throws IOException {
    assertThat(get(Map.of("accept", accept)).contentType()).isEqualTo(TEXT);
  }

  @Test
  void shouldSpeakPlainTextWhenNothingIsAskedFor() throws IOException {
    WebResponse response = get(Map.of());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo(TEXT);
    assertThat(new String(response.body(), UTF_8))
        .contains("# TYPE sentiment_records_total counter")
        .doesNotContain("# EOF");
  }

  private WebResponse get(Map<String, String> headers) throws IOException {
    return MetricsRoute.of(metrics)
        .handler()
        .handle(new WebRequest(Map.of(), Map.of(), headers, new byte[0]));
  }
}
