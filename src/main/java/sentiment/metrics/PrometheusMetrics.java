package sentiment.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sentiment.model.ModelId;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringMetrics;

/**
 * A scorer's reports as Prometheus metrics. Every series exists from the start, so that a rate over
 * the first event is right. Safe for use by several threads.
 *
 * <p>{@code sentiment_records_total} counts work, not results: a review whose transaction is rolled
 * back is counted again when it comes again.
 */
public final class PrometheusMetrics implements ScoringMetrics {

  private static final String RECORDS = "sentiment.records";
  private static final String SWAPS = "sentiment.model.swaps";
  private static final String SHADOW = "sentiment.shadow.reviews";

  private static final double[] TENTHS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

  private final PrometheusRegistry ratios = new PrometheusRegistry();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, ratios, Clock.SYSTEM);

  private final Counter scored;
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
  private final Timer inference;
  private final DistributionSummary batchSize;
  private final Histogram padding;
  private final Histogram score;
  private final Counter tokens;
  private final Counter unknown;
  private final Counter truncated;
  private final Timer modelLoad;
  private final Counter swapped;
  private final Counter refused;
  private final MultiGauge models;
  private final Counter agreed;
  private final Counter differed;
  private final Counter shadowFailed;
  private final Histogram difference;

  /** Meters in a registry of their own, with {@code model} as the one that is served. */
  public PrometheusMetrics(ModelId model) {
    scored = records("scored", "none");
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(reason, records("rejected", reason.name()));
    }
    inference =
        Timer.builder("sentiment.inference")
            .description("Time of one call of the model, for all reviews of a batch.")
            .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000))
            .register(registry);
    batchSize =
        DistributionSummary.builder("sentiment.batch.size")
            .description("Reviews that were scored together.")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 1024)
            .register(registry);
    padding =
        ratio(
            "sentiment_batch_padding_ratio",
            "Share of a padded batch that would have been padding, 0 to 1.",
            TENTHS);
    score = ratio("sentiment_score", "Probability that a review is positive, 0 to 1.", TENTHS);
    tokens = counter("sentiment.tokens", "Words of scored reviews that the model read.");
    unknown = counter("sentiment.tokens.unknown", "Of those, words outside the vocabulary.");
    truncated = counter("sentiment.truncated", "Scored reviews of which words were left out.");
    modelLoad =
        Timer.builder("sentiment.model.load")
            .description("Time from reading a bundle to serving it, checks and warm-up included.")
            .serviceLevelObjectives(millis(100, 200, 500, 1000, 2000, 5000, 20_000))
            .register(registry);
    String swaps = "Changed bundles, by what became of them.";
    swapped = counter(SWAPS, swaps, "result", "loaded");
    refused = counter(SWAPS, swaps, "result", "refused");
    models =
        MultiGauge.builder("sentiment.model.info")
            .description("1 for the bundle that is served.")
            .register(registry);
    String shadow = "Reviews that the shadow model scored as well, by agreement on the label.";
    agreed = counter(SHADOW, shadow, "result", "same");
    differed = counter(SHADOW, shadow, "result", "different");
    shadowFailed = counter(SHADOW, shadow, "result", "failed");
    difference =
        ratio(
            "sentiment_shadow_difference",
            "How far the shadow's probability is from the served one, 0 to 1.",
            0.01,
            0.02,
            0.05,
            0.1,
            0.2,
            0.3,
            0.5,
            1);
    serve(model);
  }

  /** Micrometer's own histograms round every value up to a whole number. */
  private Histogram ratio(String name, String description, double... bounds) {
    return Histogram.builder()
        .name(name)
        .help(description)
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(ratios);
  }

  private Counter records(String outcome, String reason) {
    return counter(
        RECORDS,
        "Records that were taken up, by what became of them.",
        "outcome",
        outcome,
        "reason",
        reason);
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  private static Duration[] millis(long... bounds) {
    Duration[] durations = new Duration[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      durations[i] = Duration.ofMillis(bounds[i]);
    }
    return durations;
  }

  /** All metrics in the Prometheus text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void batch(int reviews, long positions, int longest, Duration time) {
    inference.record(time);
    batchSize.record(reviews);
    padding.observe(1 - (double) positions / ((long) reviews * longest));
  }

  @Override
  public void scored(ReviewScore result) {
    scored.increment();
    score.observe(result.probability());
    tokens.increment(result.tokensUsed());
    unknown.increment(result.tokensUnknown());
    if (result.tokensUsed() < result.tokens()) {
      truncated.increment();
    }
  }

  @Override
  public void rejected(RejectionReason reason) {
    Objects.requireNonNull(rejected.get(reason)).increment();
  }

  @Override
  public void modelLoaded(ModelId model, Duration load) {
    modelLoad.record(load);
    swapped.increment();
    serve(model);
  }

  private void serve(ModelId model) {
    Tags tags = Tags.of("name", model.name(), "version", model.version(), "sha256", model.sha256());
    models.register(List.of(MultiGauge.Row.of(tags, 1)), true);
  }

  @Override
  public void modelRefused() {
    refused.increment();
  }

  @Override
  public void shadowScored(boolean agrees, double distance) {
    (agrees ? agreed : differed).increment();
    difference.observe(Math.abs(distance));
  }

  @Override
  public void shadowFailed(int reviews) {
    shadowFailed.increment(reviews);
  }
}
