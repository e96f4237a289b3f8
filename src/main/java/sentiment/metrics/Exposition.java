package sentiment.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes snapshots for Prometheus. A sample that is not a number is left out: that is how Kafka's
 * averages and maxima say that nothing has happened yet, and in PromQL one of them would make a sum
 * NaN.
 */
final class Exposition {

  private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
  private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

  private Exposition() {}

  static Scrape text(MetricSnapshots snapshots) {
    return write(TEXT, snapshots);
  }

  static Scrape openMetrics(MetricSnapshots snapshots) {
    return write(OPEN_METRICS, snapshots);
  }

  private static Scrape write(ExpositionFormatWriter writer, MetricSnapshots snapshots) {
    List<MetricSnapshot> known = snapshots.stream().map(Exposition::known).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, new MetricSnapshots(known));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Scrape(writer.getContentType(), out.toByteArray());
  }

  private static MetricSnapshot known(MetricSnapshot snapshot) {
    if (snapshot instanceof GaugeSnapshot gauge) {
      List<GaugeDataPointSnapshot> points =
          gauge.getDataPoints().stream().filter(point -> !Double.isNaN(point.getValue())).toList();
      return new GaugeSnapshot(gauge.getMetadata(), points);
    }
    if (snapshot instanceof CounterSnapshot counter) {
      List<CounterDataPointSnapshot> points =
          counter.getDataPoints().stream()
              .filter(point -> !Double.isNaN(point.getValue()))
              .toList();
      return new CounterSnapshot(counter.getMetadata(), points);
    }
    return snapshot;
  }
}
