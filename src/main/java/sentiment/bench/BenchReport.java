package sentiment.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import sentiment.model.ModelId;

/** What was measured, for people and for programs. */
public final class BenchReport {

  static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final BenchOptions options;
  private final ModelId model;
  private final Map<Variant, List<Saturation>> saturations;
  private final Map<Variant, List<Latency>> latencies;

  BenchReport(
      BenchOptions options,
      ModelId model,
      Map<Variant, List<Saturation>> saturations,
      Map<Variant, List<Latency>> latencies) {
    this.options = options;
    this.model = model;
    this.saturations = saturations;
    this.latencies = latencies;
  }

  /** The median of the rounds' throughputs, in reviews a second. */
  static double median(List<Saturation> rounds) {
    return median(rounds, Saturation::reviewsPerSecond);
  }

  /** The median of a figure; the mean of the middle two if there is an even number. */
  static <T> double median(List<T> rounds, ToDoubleFunction<? super T> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private List<Saturation> rounds(Variant variant) {
    return Objects.requireNonNull(saturations.get(variant));
  }

  /** One JSON object: every round, every load. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("reviews", options.reviews());
    root.put("partitions", options.partitions());
    root.put("seconds", options.seconds());
    root.put("seed", options.seed());
    root.set("settings", JSON.valueToTree(options.settings()));
    root.set("model", JSON.valueToTree(model));
    ObjectNode variants = root.putObject("variants");
    for (Variant variant : Variant.values()) {
      ObjectNode node = variants.putObject(variant.name().toLowerCase(Locale.ROOT));
      node.put("reviews_per_second", median(rounds(variant)));
      node.put("ratio_to_default", median(rounds(variant)) / median(rounds(Variant.DEFAULT)));
      node.set("rounds", JSON.valueToTree(rounds(variant)));
      node.set("latency_ms", JSON.valueToTree(latencies.get(variant)));
    }
    return root.toString();
  }

  /** Tables. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%d reviews a run, median of %d rounds, %d partitions; broker, producer, consumer and"
                + " stream in one process",
            options.reviews(), options.rounds(), options.partitions()));
    text.append(
        line(
            "%-15s %9s %6s %16s %10s %6s %4s %8s %6s %12s %10s",
            "saturation",
            "reviews/s",
            "ratio",
            "min..max",
            "words/s",
            "batch",
            "max",
            "padding",
            "model",
            "changelog/rv",
            "bytes/rv"));
    for (Variant variant : Variant.values()) {
      text.append(saturation(variant));
    }
    text.append(
        line(
            "%n%-15s %-8s %10s %9s %9s %9s %9s",
            "latency in ms", "load", "reviews/s", "p50", "p95", "p99", "max"));
    for (Variant variant : Variant.values()) {
      for (Latency latency : Objects.requireNonNull(latencies.get(variant))) {
        text.append(
            line(
                "%-15s %-8s %10.0f %9.1f %9.1f %9.1f %9.1f",
                variant.title(),
                latency.load(),
                latency.perSecond(),
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max()));
      }
    }
    return text.toString();
  }

  private String saturation(Variant variant) {
    List<Saturation> rounds = rounds(variant);
    double slowest = rounds.stream().mapToDouble(Saturation::reviewsPerSecond).min().orElse(0);
    double fastest = rounds.stream().mapToDouble(Saturation::reviewsPerSecond).max().orElse(0);
    return line(
        "%-15s %9.0f %6.2f %16s %10.0f %6.1f %4.0f %7.0f%% %5.0f%% %12.3f %10.0f",
        variant.title(),
        median(rounds),
        median(rounds) / median(rounds(Variant.DEFAULT)),
        String.format(Locale.ROOT, "%.0f..%.0f", slowest, fastest),
        median(rounds, Saturation::wordsPerSecond),
        median(rounds, Saturation::batchMean),
        median(rounds, Saturation::batchMax),
        100 * median(rounds, Saturation::paddingRatio),
        100 * median(rounds, Saturation::inferenceShare),
        median(rounds, Saturation::changelogRecords),
        median(rounds, Saturation::changelogBytes));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }
}
