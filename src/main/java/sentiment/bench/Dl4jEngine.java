package sentiment.bench;

import java.util.List;
import sentiment.model.Architecture;
import sentiment.training.MeasuredGraph;
import sentiment.training.MeasuredGraph.Layers;

/** DL4J's own embedding and LSTMs, with random weights of the same sizes. */
final class Dl4jEngine implements Engine {

  static final String NAME = "dl4j";

  private final Architecture shape;
  private final MeasuredGraph graph;

  Dl4jEngine(Architecture shape, int vocabularySize, long seed) {
    this.shape = shape;
    this.graph = new MeasuredGraph(Layers.DL4J, shape, vocabularySize, seed);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** What DL4J does for pads, up to the longest review of a batch, does not count. */
  @Override
  public long multiplyAddsPerToken() {
    return shape.multiplyAddsPerToken(false);
  }

  @Override
  public boolean usesAllCores() {
    return true;
  }

  @Override
  public Session open() {
    return ids -> {
      if (graph.probabilities(ids).length != ids.size()) {
        throw new IllegalStateException("DL4J did not score every review");
      }
      return tokens(ids);
    };
  }

  private static long tokens(List<int[]> ids) {
    long tokens = 0;
    for (int[] review : ids) {
      tokens += review.length;
    }
    return tokens;
  }
}
