package sentiment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.model.TestBundles;
import sentiment.scoring.DriftOptions;
import sentiment.scoring.Label;
import sentiment.scoring.LiveModel;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringOptions;

class PrometheusMetricsTest {

  private static final LiveModel MODEL =
      new LiveModel(TestBundles.tiny(), ScoringOptions.DEFAULT, Clock.systemUTC());
  private static final ModelId FIRST = MODEL.bundle().id();
  private static final ModelId SECOND = new ModelId("imdb", "2", "bb");

  private long nanos = 1_000;
  private final PrometheusMetrics metrics =
      new PrometheusMetrics("app", MODEL, DriftOptions.DEFAULT, () -> nanos);

  @Test
  void shouldHaveEverySeriesFromTheStart() {
    assertThat(lines("sentiment_records_total"))
        .containsExactlyInAnyOrder(
            "sentiment_records_total{application=\"app\",outcome=\"scored\",reason=\"none\"} 0.0",
            "sentiment_records_total{application=\"app\",outcome=\"rejected\",reason=\"EMPTY_TEXT\"} 0.0",
            "sentiment_records_total{application=\"app\",outcome=\"rejected\",reason=\"UNDECODABLE\"} 0.0",
            "sentiment_records_total{application=\"app\",outcome=\"rejected\",reason=\"TOO_LARGE\"} 0.0",
            "sentiment_records_total{application=\"app\",outcome=\"failed\",reason=\"SCORING_FAILED\"} 0.0");
    assertThat(lines("sentiment_model_swaps_total"))
        .containsExactlyInAnyOrder(
            "sentiment_model_swaps_total{application=\"app\",result=\"loaded\"} 0.0",
            "sentiment_model_swaps_total{application=\"app\",result=\"refused\"} 0.0");
  }

  @Test
  void shouldCountRecordsAndTheirWords() {
    metrics.scored(score(0.93, 500, 400, 7));
    metrics.scored(score(0.2, 10, 10, 1));
    metrics.rejected(RejectionReason.EMPTY_TEXT);
    metrics.rejected(RejectionReason.SCORING_FAILED);

    assertThat(metrics.text().text().lines())
        .contains(
            "sentiment_records_total{application=\"app\",outcome=\"scored\",reason=\"none\"} 2.0",
            "sentiment_records_total{application=\"app\",outcome=\"rejected\",reason=\"EMPTY_TEXT\"} 1.0",
            "sentiment_records_total{application=\"app\",outcome=\"failed\",reason=\"SCORING_FAILED\"} 1.0",
            "sentiment_tokens_total{application=\"app\"} 410.0",
            "sentiment_tokens_unknown_total{application=\"app\"} 8.0",
            "sentiment_truncated_total{application=\"app\"} 1.0",
            "sentiment_score_bucket{application=\"app\",le=\"0.2\"} 1",
            "sentiment_score_bucket{application=\"app\",le=\"0.9\"} 1",
            "sentiment_score_bucket{application=\"app\",le=\"1.0\"} 2",
            "sentiment_score_count{application=\"app\"} 2");
  }

  @Test
  void shouldShowHowBatchesAreFilled() {
    metrics.batch(4, 300, 100, Duration.ofMillis(30));

    assertThat(metrics.text().text().lines())
        .contains(
            "sentiment_batch_size_bucket{application=\"app\",le=\"2.0\"} 0",
            "sentiment_batch_size_bucket{application=\"app\",le=\"4.0\"} 1",
            "sentiment_batch_padding_ratio_sum{application=\"app\"} 0.25",
            "sentiment_inference_seconds_bucket{application=\"app\",le=\"0.02\"} 0",
            "sentiment_inference_seconds_bucket{application=\"app\",le=\"0.05\"} 1",
            "sentiment_inference_seconds_sum{application=\"app\"} 0.03");
  }

  @Test
  void shouldMeasureWaitingAndTheWholeWay() {
    metrics.queueWait(Duration.ofMillis(4));
    metrics.endToEnd(Duration.ofSeconds(90));

    assertThat(metrics.text().text().lines())
        .contains(
            "sentiment_queue_wait_seconds_bucket{application=\"app\",le=\"0.003\"} 0",
            "sentiment_queue_wait_seconds_bucket{application=\"app\",le=\"0.005\"} 1",
            "sentiment_end_to_end_seconds_bucket{application=\"app\",le=\"70.0\"} 0",
            "sentiment_end_to_end_seconds_bucket{application=\"app\",le=\"100.0\"} 1");
  }

  @Test
  void shouldAddUpWhatWaitsInAllTasks() {
    metrics.waiting("task 0", 3, nanos);
    metrics.waiting("task 1", 4, nanos - 7_000_000_000L);
    assertThat(value("sentiment_buffered_reviews")).isEqualTo(7);
    assertThat(value("sentiment_buffer_oldest_seconds")).isEqualTo(7);

    metrics.waiting("task 1", 0, 0);
    assertThat(value("sentiment_buffered_reviews")).isEqualTo(3);
    metrics.waiting("task 0", 0, 0);
    assertThat(value("sentiment_buffered_reviews")).isZero();
    assertThat(value("sentiment_buffer_oldest_seconds")).isZero();
  }

  @Test
  void shouldHaveNoSampleOfWhatIsNotKnown() {
    metrics.scored(score(0.93, 500, 400, 7));

    assertThat(lines("sentiment_drift_psi")).isEmpty();
    assertThat(value("sentiment_drift_reviews")).isEqualTo(1);
    assertThat(metrics.text().text()).doesNotContain("NaN");
    assertThat(metrics.openMetrics().text()).doesNotContain("NaN").endsWith("\n# EOF\n");
  }

  @Test
  void shouldCountRequestsByRouteAndStatus() {
    metrics.webRequest("/schemas/ids/{id}", 200, Duration.ofMillis(2));
    metrics.webRequest("none", 404, Duration.ofMillis(1));

    assertThat(metrics.text().text().lines())
        .contains(
            "sentiment_web_requests_total{application=\"app\",route=\"/schemas/ids/{id}\","
                + "status=\"200\"} 1.0",
            "sentiment_web_requests_total{application=\"app\",route=\"none\",status=\"404\"} 1.0",
            "sentiment_web_request_seconds_count{application=\"app\"} 2");
  }

  @Test
  void shouldNameTheServedModelAlone() {
    assertThat(lines("sentiment_model_info"))
        .containsExactly(
            "sentiment_model_info{application=\"app\",name=\"tiny\",sha256=\"%s\",version=\"1\"} 1"
                .formatted(FIRST.sha256()));

    metrics.modelLoaded(SECOND, Duration.ofSeconds(1));
    metrics.modelRefused();

    assertThat(lines("sentiment_model_info"))
        .containsExactly(
            "sentiment_model_info{application=\"app\",name=\"imdb\",sha256=\"bb\",version=\"2\"} 1");
    assertThat(metrics.text().text().lines())
        .contains(
            "sentiment_model_swaps_total{application=\"app\",result=\"loaded\"} 1.0",
            "sentiment_model_swaps_total{application=\"app\",result=\"refused\"} 1.0",
            "sentiment_model_load_seconds_sum{application=\"app\"} 1.0");
  }

  @Test
  void shouldCompareTheShadow() {
    metrics.shadowScored(true, 0.1);
    metrics.shadowScored(false, -0.3);
    metrics.shadowFailed(5);

    assertThat(metrics.text().text().lines())
        .contains(
            "sentiment_shadow_reviews_total{application=\"app\",result=\"same\"} 1.0",
            "sentiment_shadow_reviews_total{application=\"app\",result=\"different\"} 1.0",
            "sentiment_shadow_reviews_total{application=\"app\",result=\"failed\"} 5.0",
            "sentiment_shadow_difference_sum{application=\"app\"} 0.4");
  }

  @Test
  void shouldNeverShowTheReview() {
    metrics.scored(score(0.93, 500, 400, 7));

    assertThat(metrics.text().text()).doesNotContain("secret-word", "secret-id");
  }

  private List<String> lines(String name) {
    return metrics.text().text().lines().filter(line -> line.startsWith(name + "{")).toList();
  }

  private double value(String name) {
    String sample = name + "{application=\"app\"} ";
    return metrics
        .text()
        .text()
        .lines()
        .filter(line -> line.startsWith(sample))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
        .findFirst()
        .orElseThrow();
  }

  private static ReviewScore score(double probability, int tokens, int used, int unknown) {
    return new ReviewScore(
        "secret-id",
        Label.POSITIVE,
        probability,
        1,
        0,
        List.of(new WordContribution("secret-word", 0, 11, 0.5, 1)),
        0.5,
        tokens,
        used,
        unknown,
        FIRST,
        Instant.EPOCH);
  }
}
