package sentiment.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What was measured of the engines, for people and for programs. */
public final class EngineReport {

  private final EngineResults results;

  EngineReport(EngineResults results) {
    this.results = results;
  }

  /** Tables and what they say in words. */
  public String text() {
    return new EngineTables(results).text();
  }

  /** One JSON object: every round. */
  public String json() {
    ObjectNode root = BenchReport.JSON.createObjectNode();
    root.set("machine", BenchReport.JSON.valueToTree(results.machine()));
    root.set("model", BenchReport.JSON.valueToTree(results.model()));
    root.put("vocabulary_size", results.vocabularySize());
    root.set("architecture", BenchReport.JSON.valueToTree(results.architecture()));
    if (results.rival() != null) {
      ObjectNode rival = root.putObject("against");
      rival.set("model", BenchReport.JSON.valueToTree(results.rival().model()));
      rival.set("architecture", BenchReport.JSON.valueToTree(results.rival().architecture()));
      rival.put("mean_length", results.rival().meanLength());
    }
    root.put("reviews", results.reviews());
    root.put("mean_length", results.meanLength());
    root.put("rounds", results.rounds());
    root.put("seconds", results.seconds());
    root.put("seed", results.seed());
    ArrayNode throughput = root.putArray("throughput");
    results.throughput().forEach(figures -> put(throughput.addObject(), figures));
    root.set("latency_ms", BenchReport.JSON.valueToTree(results.latencies()));
    root.put("explaining_share", results.explaining().share());
    root.set("allocations", BenchReport.JSON.valueToTree(results.allocations()));
    root.set("memory", BenchReport.JSON.valueToTree(results.memory()));
    if (!results.training().isEmpty()) {
      ObjectNode training = root.putObject("training");
      training.put("reviews", TrainingSteps.REVIEWS);
      training.put("length", results.trainingLength());
      results
          .training()
          .forEach(
              (layers, seconds) -> {
                ObjectNode node = training.putObject(layers);
                node.put("seconds", median(seconds));
                node.set("rounds", BenchReport.JSON.valueToTree(seconds));
              });
    }
    return root.toString();
  }

  private static void put(ObjectNode node, Throughput figures) {
    node.put("engine", figures.engine());
    node.put("threads", figures.threads());
    node.put("batch", figures.batch());
    node.put("multiply_adds_per_token", figures.multiplyAddsPerToken());
    node.put("reviews_per_second", figures.reviewsPerSecond());
    node.put("tokens_per_second", figures.median(EngineRound::tokensPerSecond));
    node.put("gflops", figures.median(EngineRound::gflops));
    node.put("peak_gflops", figures.median(EngineRound::peakGflops));
    node.put("share_of_peak", figures.median(EngineRound::shareOfPeak));
    node.put("core_share", figures.median(EngineRound::coreShare));
    node.set("rounds", BenchReport.JSON.valueToTree(figures.rounds()));
  }

  static double median(List<Double> values) {
    return BenchReport.median(values, Double::doubleValue);
  }
}
