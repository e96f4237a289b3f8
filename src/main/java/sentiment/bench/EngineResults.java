package sentiment.bench;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sentiment.model.Architecture;
import sentiment.model.ModelId;

/**
 * All that was measured of the engines.
 *
 * @param vocabularySize rows of the embedding
 * @param rival the model that was measured beside it; null if there was none
 * @param reviews that were scored again and again
 * @param meanLength of those, in tokens
 * @param rounds that count
 * @param seconds of a setup in a round, at least
 * @param seed of order and random weights
 * @param throughput of all setups
 * @param latencies of one review alone; empty if not measured
 * @param explaining the cost of explanations
 * @param allocations by batch size; empty where the JVM does not count them
 * @param trainingLength tokens of each review of a training step
 * @param training name of the layers to the seconds of each step; empty if not measured
 */
record EngineResults(
    Machine machine,
    ModelId model,
    int vocabularySize,
    Architecture architecture,
    @Nullable Rival rival,
    int reviews,
    double meanLength,
    int rounds,
    double seconds,
    long seed,
    List<Throughput> throughput,
    List<Latency> latencies,
    ExplainingCost explaining,
    List<Allocation> allocations,
    Memory memory,
    int trainingLength,
    Map<String, List<Double>> training) {

  /**
   * Another model.
   *
   * @param meanLength of the same reviews as it reads them, in tokens
   */
  record Rival(ModelId model, Architecture architecture, double meanLength) {}
}
