package sentiment.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sentiment.model.Architecture;
import sentiment.training.MeasuredGraph;
import sentiment.training.MeasuredGraph.Layers;

/**
 * Times steps of training, forward pass, backward pass and update, with this program's layers and
 * with DL4J's own in turn. Both use all cores by themselves.
 */
final class TrainingSteps {

  /** Reviews of a step. */
  static final int REVIEWS = 200;

  private final List<int[]> ids;
  private final List<Boolean> positive = new ArrayList<>();
  private final Map<Layers, MeasuredGraph> graphs = new EnumMap<>(Layers.class);

  /**
   * @param reviews whose words, one behind the other, fill the step
   * @param length words of each review of the step
   */
  TrainingSteps(
      Architecture shape, int vocabularySize, List<int[]> reviews, int length, long seed) {
    this.ids = filled(reviews, length);
    for (int i = 0; i < REVIEWS; i++) {
      positive.add(i % 2 == 0);
    }
    for (Layers layers : Layers.values()) {
      graphs.put(layers, new MeasuredGraph(layers, shape, vocabularySize, seed));
    }
  }

  private static List<int[]> filled(List<int[]> reviews, int length) {
    int[] words = reviews.stream().flatMapToInt(Arrays::stream).toArray();
    List<int[]> filled = new ArrayList<>();
    for (int r = 0, next = 0; r < REVIEWS; r++) {
      int[] review = new int[length];
      for (int t = 0; t < length; t++, next++) {
        review[t] = words[next % words.length];
      }
      filled.add(review);
    }
    return filled;
  }

  /** Seconds that a step takes with each kind of layers. */
  Map<Layers, Double> step() {
    Map<Layers, Double> seconds = new EnumMap<>(Layers.class);
    graphs.forEach(
        (layers, graph) -> {
          long start = System.nanoTime();
          double loss = graph.step(ids, positive);
          seconds.put(layers, (System.nanoTime() - start) / 1e9);
          if (!Double.isFinite(loss)) {
            throw new ArithmeticException("the loss became " + loss);
          }
        });
    return seconds;
  }
}
