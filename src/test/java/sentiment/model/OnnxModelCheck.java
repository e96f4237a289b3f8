package sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import sentiment.kernel.GateActivation;
import sentiment.onnx.OnnxAttentionModel;
import sentiment.onnx.OnnxScorer;

/** The whole network against the same graph in ONNX' operators, on random weights. */
final class OnnxModelCheck implements Callable<Void> {

  private static final int WORDS = 100;
  private static final int LENGTH = 15;

  private final Random random = new Random(31);

  @Override
  public Void call() {
    for (GateActivation gates : GateActivation.values()) {
      for (boolean masked : new boolean[] {true, false}) {
        check(new Architecture(24, List.of(33, 20), 9, gates, masked));
      }
    }
    return null;
  }

  private void check(Architecture shape) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(shape, WORDS).forEach((name, size) -> weights.put(name, tensor(name, size)));
    List<int[]> reviews =
        Stream.generate(() -> random.ints(1 + random.nextInt(LENGTH), 1, WORDS).toArray())
            .limit(40)
            .toList();
    List<int[]> read =
        shape.masked() ? reviews : reviews.stream().map(OnnxModelCheck::pad).toList();

    List<Prediction> predictions =
        AttentionModel.of(shape, LENGTH, 1, weights).session().predict(reviews);

    try (OnnxScorer scorer = new OnnxScorer(OnnxAttentionModel.bytes(shape, weights, false), 1)) {
      float[] expected = scorer.probabilities(read);
      for (int i = 0; i < expected.length; i++) {
        assertThat(predictions.get(i).probability())
            .as("%s, review %d", shape, i)
            .isCloseTo(expected[i], within(1e-5));
      }
      float[] sorted = expected.clone();
      Arrays.sort(sorted);
      assertThat(sorted[sorted.length - 1] - sorted[0]).as("reviews differ").isGreaterThan(0.005f);
    }
  }

  private static int[] pad(int[] review) {
    return Arrays.copyOf(review, LENGTH);
  }

  private Tensor tensor(String name, List<Integer> shape) {
    float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
    double scale =
        switch (name) {
          case WeightNames.EMBEDDING, WeightNames.OUTPUT -> 1; // reviews differ
          default -> shape.size() == 1 ? 0.3 : 0.8 / Math.sqrt(shape.get(0));
        };
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
