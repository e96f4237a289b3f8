package sentiment.peers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/** The network that all engines run: of the tutorial's sizes, with random weights. */
record Network(Architecture architecture, Map<String, Tensor> weights) {

  static final int VOCABULARY = 10_000;

  /** Ids of a review beyond these are left out. */
  static final int LENGTH = 200;

  /** Sigmoid gates and no padding, as every engine has them. */
  static final Architecture SHAPE =
      new Architecture(128, List.of(128, 128), 32, GateActivation.SIGMOID, true);

  /** Weights of about the size that training gives them, so that probabilities differ widely. */
  static Network random(long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(SHAPE, VOCABULARY)
        .forEach((name, shape) -> weights.put(name, tensor(name, shape, random)));
    return new Network(SHAPE, weights);
  }

  private static Tensor tensor(String name, List<Integer> shape, Random random) {
    double deviation =
        switch (name) {
          case WeightNames.EMBEDDING -> 0.5;
          case WeightNames.OUTPUT -> 1;
          default -> shape.size() == 1 ? 0.1 : 1 / Math.sqrt(shape.get(0));
        };
    float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
