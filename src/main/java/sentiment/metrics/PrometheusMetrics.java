package sentiment.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import sentiment.model.ModelId;
import sentiment.scoring.Drift;
import sentiment.scoring.DriftOptions;
import sentiment.scoring.LiveModel;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringMetrics;
import sentiment.scoring.WaitingReviews;
import sentiment.streams.StreamObserver;

/**
 * A scorer's reports as Prometheus metrics. Every series of scoring exists from the start, so that
 * a rate over the first event is right. Safe for use by several threads.
 *
 * <p>{@code sentiment_records_total} counts work, not results: a review whose transaction is rolled
 * back is counted again when it comes again.
 */
public final class PrometheusMetrics implements ScoringMetrics, AutoCloseable {

  private static final String RECORDS = "sentiment.records";
  private static final String SWAPS = "sentiment.model.swaps";
  private static final String SHADOW = "sentiment.shadow.reviews";

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final Meters meters;
  private final WaitingReviews waiting;
  private final Drift drift;
  private final WebMeters web;
  private final JvmMeters jvm;
  private final KafkaMeters kafka;

  private final Counter scored;
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
  private final Timer inference;
  private final Timer queueWait;
  private final Timer endToEnd;
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

  /**
   * Meters in a registry of their own.
   *
   * @param application value of the label {@code application} of every series
   * @param model whose scores are reported; drift is measured from its reference
   * @param nanoTime runs as {@link System#nanoTime} does
   */
  public PrometheusMetrics(
      String application, LiveModel model, DriftOptions drift, LongSupplier nanoTime) {
    meters = new Meters(application);
    waiting = new WaitingReviews(nanoTime);
    this.drift = new Drift(model, drift, nanoTime);
    web = new WebMeters(meters);
    jvm = new JvmMeters(meters.registry());
    kafka = new KafkaMeters(meters.registry());
    scored = records("scored", "none");
    for (RejectionReason reason : RejectionReason.values()) {
      String outcome = reason == RejectionReason.SCORING_FAILED ? "failed" : "rejected";
      rejected.put(reason, records(outcome, reason.name()));
    }
    inference =
        meters.timer(
            "sentiment.inference",
            "Time of one call of the model, for all reviews of a batch.",
            Buckets.times(MILLISECOND, Duration.ofMinutes(1)));
    queueWait =
        meters.timer(
            "sentiment.queue.wait",
            "Time from taking a review up until the model took up its batch.",
            Buckets.times(MILLISECOND, Duration.ofMinutes(1)));
    endToEnd =
        meters.timer(
            "sentiment.end.to.end",
            "Time from a record's timestamp until its result was handed to Kafka's producer.",
            Buckets.times(MILLISECOND, Duration.ofMinutes(30)));
    batchSize =
        meters.summary(
            "sentiment.batch.size", "Reviews that were scored together.", Buckets.REVIEWS);
    padding =
        meters.fractions(
            "sentiment_batch_padding_ratio",
            "Share of a padded batch that would have been padding, 0 to 1.",
            Buckets.TENTHS);
    score =
        meters.fractions(
            "sentiment_score", "Probability that a review is positive, 0 to 1.", Buckets.TENTHS);
    tokens = meters.counter("sentiment.tokens", "Words of scored reviews that the model read.");
    unknown = meters.counter("sentiment.tokens.unknown", "Of those, words outside the vocabulary.");
    truncated =
        meters.counter("sentiment.truncated", "Scored reviews of which words were left out.");
    meters.gauge(
        "sentiment.buffered.reviews",
        "Reviews that wait in a batch or are being scored, of all tasks of this process.",
        waiting::reviews);
    meters.gauge(
        "sentiment.buffer.oldest.seconds",
        "How long the oldest of them has waited; 0 when none waits.",
        () -> waiting.oldest().toNanos() / 1e9);
    for (Drift.Feature feature : Drift.Feature.values()) {
      meters.gauge(
          "sentiment.drift.psi",
          "Population stability index of late reviews against the model's reference, 0 or more.",
          () -> this.drift.psi(feature).orElse(Double.NaN),
          "feature",
          feature.name().toLowerCase(Locale.ROOT));
    }
    meters.gauge(
        "sentiment.drift.reviews",
        "Late reviews that are compared with the model's reference.",
        this.drift::reviews);
    modelLoad =
        meters.timer(
            "sentiment.model.load",
            "Time from reading a bundle to serving it, checks and warm-up included.",
            Buckets.times(Duration.ofMillis(10), Duration.ofMinutes(1)));
    String swaps = "Changed bundles, by what became of them.";
    swapped = meters.counter(SWAPS, swaps, "result", "loaded");
    refused = meters.counter(SWAPS, swaps, "result", "refused");
    models = meters.multiGauge("sentiment.model.info", "1 for the bundle that is served.");
    String shadow = "Reviews that the shadow model scored as well, by agreement on the label.";
    agreed = meters.counter(SHADOW, shadow, "result", "same");
    differed = meters.counter(SHADOW, shadow, "result", "different");
    shadowFailed = meters.counter(SHADOW, shadow, "result", "failed");
    difference =
        meters.fractions(
            "sentiment_shadow_difference",
            "How far the shadow's probability is from the served one, 0 to 1.",
            Buckets.DIFFERENCES);
    serve(model.bundle().id());
  }

  private Counter records(String outcome, String reason) {
    return meters.counter(
        RECORDS,
        "Records that were taken up, by what became of them.",
        "outcome",
        outcome,
        "reason",
        reason);
  }

  /** All metrics in the Prometheus text format, version 0.0.4. */
  public Scrape text() {
    return Exposition.text(meters.snapshots());
  }

  /** All metrics in the OpenMetrics text format, version 1.0.0. */
  public Scrape openMetrics() {
    return Exposition.openMetrics(meters.snapshots());
  }

  /** Shows what the stream and its clients measure of themselves, as {@code kafka_*}. */
  public StreamObserver kafka() {
    return kafka;
  }

  /**
   * A request to the web server was answered.
   *
   * @param route pattern of the route, or {@code none}
   */
  public void webRequest(String route, int status, Duration time) {
    web.request(route, status, time);
  }

  @Override
  public void queueWait(Duration wait) {
    queueWait.record(wait);
  }

  @Override
  public void endToEnd(Duration time) {
    endToEnd.record(time);
  }

  /** How many reviews wait in the batches of all tasks. */
  public int waitingReviews() {
    return waiting.reviews();
  }

  @Override
  public void waiting(Object task, int reviews, long oldest) {
    waiting.waiting(task, reviews, oldest);
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
    drift.scored(result);
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

  /** Ends the threads and listeners behind the meters; they can still be read. */
  @Override
  public void close() {
    kafka.close();
    jvm.close();
  }
}
