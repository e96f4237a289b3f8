package sentiment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.scoring.Label;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;

class PrometheusMetricsTest {

  private static final ModelId FIRST = new ModelId("imdb", "1", "aa");
  private static final ModelId SECOND = new ModelId("imdb", "2", "bb");

  private final PrometheusMetrics metrics = new PrometheusMetrics(FIRST);

  @Test
  void shouldHaveEverySeriesFromTheStart() {
    assertThat(lines("sentiment_records_total"))
        .containsExactlyInAnyOrder(
            "sentiment_records_total{outcome=\"scored\",reason=\"none\"} 0.0",
            "sentiment_records_total{outcome=\"rejected\",reason=\"EMPTY_TEXT\"} 0.0",
            "sentiment_records_total{outcome=\"rejected\",reason=\"UNDECODABLE\"} 0.0",
            "sentiment_records_total{outcome=\"rejected\",reason=\"TOO_LARGE\"} 0.0",
            "sentiment_records_total{outcome=\"rejected\",reason=\"SCORING_FAILED\"} 0.0");
    assertThat(lines("sentiment_model_swaps_total"))
        .containsExactlyInAnyOrder(
            "sentiment_model_swaps_total{result=\"loaded\"} 0.0",
            "sentiment_model_swaps_total{result=\"refused\"} 0.0");
  }

  @Test
  void shouldCountRecordsAndTheirWords() {
    metrics.scored(score(0.93, 500, 400, 7));
    metrics.scored(score(0.2, 10, 10, 1));
    metrics.rejected(RejectionReason.EMPTY_TEXT);

    assertThat(metrics.scrape().lines())
        .contains(
            "sentiment_records_total{outcome=\"scored\",reason=\"none\"} 2.0",
            "sentiment_records_total{outcome=\"rejected\",reason=\"EMPTY_TEXT\"} 1.0",
            "sentiment_tokens_total 410.0",
            "sentiment_tokens_unknown_total 8.0",
            "sentiment_truncated_total 1.0",
            "sentiment_score_bucket{le=\"0.2\"} 1",
            "sentiment_score_bucket{le=\"0.9\"} 1",
            "sentiment_score_bucket{le=\"1.0\"} 2",
            "sentiment_score_count 2");
  }

  @Test
  void shouldShowHowBatchesAreFilled() {
    metrics.batch(4, 300, 100, Duration.ofMillis(30));

    assertThat(metrics.scrape().lines())
        .contains(
            "sentiment_batch_size_bucket{le=\"2.0\"} 0",
            "sentiment_batch_size_bucket{le=\"4.0\"} 1",
            "sentiment_batch_padding_ratio_sum 0.25",
            "sentiment_inference_seconds_bucket{le=\"0.02\"} 0",
            "sentiment_inference_seconds_bucket{le=\"0.05\"} 1",
            "sentiment_inference_seconds_sum 0.03");
  }

  @Test
  void shouldNameTheServedModelAlone() {
    assertThat(lines("sentiment_model_info"))
        .containsExactly("sentiment_model_info{name=\"imdb\",sha256=\"aa\",version=\"1\"} 1");

    metrics.modelLoaded(SECOND, Duration.ofSeconds(1));
    metrics.modelRefused();

    assertThat(lines("sentiment_model_info"))
        .containsExactly("sentiment_model_info{name=\"imdb\",sha256=\"bb\",version=\"2\"} 1");
    assertThat(metrics.scrape().lines())
        .contains(
            "sentiment_model_swaps_total{result=\"loaded\"} 1.0",
            "sentiment_model_swaps_total{result=\"refused\"} 1.0",
            "sentiment_model_load_seconds_sum 1.0");
  }

  @Test
  void shouldCompareTheShadow() {
    metrics.shadowScored(true, 0.1);
    metrics.shadowScored(false, -0.3);
    metrics.shadowFailed(5);

    assertThat(metrics.scrape().lines())
        .contains(
            "sentiment_shadow_reviews_total{result=\"same\"} 1.0",
            "sentiment_shadow_reviews_total{result=\"different\"} 1.0",
            "sentiment_shadow_reviews_total{result=\"failed\"} 5.0",
            "sentiment_shadow_difference_sum 0.4");
  }

  @Test
  void shouldNeverShowTheReview() {
    metrics.scored(score(0.93, 500, 400, 7));

    assertThat(metrics.scrape()).doesNotContain("secret-word", "secret-id");
  }

  private List<String> lines(String name) {
    return metrics.scrape().lines().filter(line -> line.startsWith(name + "{")).toList();
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
