package sentiment.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import sentiment.model.Architecture;
import sentiment.model.ModelBundle;

/** What was measured of the engines, for people and for programs. */
public final class EngineReport {

  private final Machine machine;
  private final EngineBenchOptions options;
  private final ModelBundle bundle;
  private final double meanLength;
  private final int reviews;
  private final Map<EngineSetup, List<EngineRound>> rounds;

  EngineReport(
      Machine machine,
      EngineBenchOptions options,
      ModelBundle bundle,
      List<int[]> reviews,
      Map<EngineSetup, List<EngineRound>> rounds) {
    this.machine = machine;
    this.options = options;
    this.bundle = bundle;
    this.reviews = reviews.size();
    this.meanLength = reviews.stream().mapToInt(ids -> ids.length).average().orElse(0);
    this.rounds = rounds;
  }

  private static double median(List<EngineRound> rounds, ToDoubleFunction<EngineRound> figure) {
    return BenchReport.median(rounds, figure);
  }

  /** One JSON object: every round. */
  public String json() {
    ObjectNode root = BenchReport.JSON.createObjectNode();
    root.set("machine", BenchReport.JSON.valueToTree(machine));
    root.set("model", BenchReport.JSON.valueToTree(bundle.id()));
    root.set("architecture", BenchReport.JSON.valueToTree(bundle.manifest().architecture()));
    root.put("reviews", reviews);
    root.put("mean_length", meanLength);
    root.put("rounds", options.rounds());
    root.put("seconds", options.seconds());
    root.put("seed", options.seed());
    ArrayNode throughput = root.putArray("throughput");
    rounds.forEach(
        (setup, measured) -> {
          ObjectNode node = throughput.addObject();
          node.put("engine", setup.engine().name());
          node.put("threads", setup.threads());
          node.put("batch", setup.batch());
          node.put("multiply_adds_per_token", setup.engine().multiplyAddsPerToken());
          node.put("reviews_per_second", median(measured, EngineRound::reviewsPerSecond));
          node.put("tokens_per_second", median(measured, EngineRound::tokensPerSecond));
          node.put("gflops", median(measured, EngineRound::gflops));
          node.put("peak_gflops", median(measured, EngineRound::peakGflops));
          node.put("share_of_peak", median(measured, EngineRound::shareOfPeak));
          node.set("rounds", BenchReport.JSON.valueToTree(measured));
        });
    return root.toString();
  }

  /** Tables. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%s, %d cores; JDK %s; vectors of %d bits",
            machine.processor(), machine.cores(), machine.jdk(), machine.vectorBits()));
    Architecture shape = bundle.manifest().architecture();
    text.append(
        line(
            "%s: vocabulary %d, embedding %d, hidden %s each way, attention %d, %s gates, %s",
            bundle.id().name(),
            bundle.manifest().text().vocabularySize(),
            shape.embeddingSize(),
            shape.hiddenSizes(),
            shape.attentionUnits(),
            shape.gates().name().toLowerCase(Locale.ROOT),
            shape.masked() ? "masked" : "padded"));
    text.append(
        line(
            "%d reviews of %.0f tokens on average; median of %d rounds of %.1f s each",
            reviews, meanLength, options.rounds(), options.seconds()));
    text.append(
        line(
            "%n%-8s %7s %6s %10s %16s %11s %9s %9s %6s",
            "engine",
            "threads",
            "batch",
            "reviews/s",
            "min..max",
            "tokens/s",
            "GFLOP/s",
            "peak",
            "share"));
    rounds.forEach((setup, measured) -> text.append(throughput(setup, measured)));
    return text.toString();
  }

  private static String throughput(EngineSetup setup, List<EngineRound> measured) {
    double slowest = measured.stream().mapToDouble(EngineRound::reviewsPerSecond).min().orElse(0);
    double fastest = measured.stream().mapToDouble(EngineRound::reviewsPerSecond).max().orElse(0);
    return line(
        "%-8s %7d %6d %10.0f %16s %11.0f %9.1f %9.1f %5.0f%%",
        setup.engine().name(),
        setup.threads(),
        setup.batch(),
        median(measured, EngineRound::reviewsPerSecond),
        String.format(Locale.ROOT, "%.0f..%.0f", slowest, fastest),
        median(measured, EngineRound::tokensPerSecond),
        median(measured, EngineRound::gflops),
        median(measured, EngineRound::peakGflops),
        100 * median(measured, EngineRound::shareOfPeak));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }
}
