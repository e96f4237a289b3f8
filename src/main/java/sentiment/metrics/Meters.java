package sentiment.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes meters; every series of them has the label {@code application}. */
final class Meters {

  private static final String APPLICATION = "application";

  private final PrometheusRegistry prometheus = new PrometheusRegistry();
  private final PrometheusMeterRegistry micrometer =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
  private final String application;

  Meters(String application) {
    this.application = application;
    micrometer.config().commonTags(APPLICATION, application).meterFilter(KafkaMeters.USED);
  }

  /** For binders. */
  PrometheusMeterRegistry registry() {
    return micrometer;
  }

  /** The state of all meters. */
  MetricSnapshots snapshots() {
    return prometheus.scrape();
  }

  Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(micrometer);
  }

  Timer timer(String name, String description, Duration... bounds) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(bounds)
        .register(micrometer);
  }

  DistributionSummary summary(String name, String description, double... bounds) {
    return DistributionSummary.builder(name)
        .description(description)
        .serviceLevelObjectives(bounds)
        .register(micrometer);
  }

  /** A histogram of fractions; Micrometer's own round every value up to a whole number. */
  Histogram fractions(String name, String description, double... bounds) {
    return Histogram.builder()
        .name(name)
        .help(description)
        .constLabels(Labels.of(APPLICATION, application))
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(prometheus);
  }

  /** A gauge that asks for its value at each scrape; it has no sample while that is NaN. */
  void gauge(String name, String description, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).description(description).tags(tags).register(micrometer);
  }

  MultiGauge multiGauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(micrometer);
  }
}
