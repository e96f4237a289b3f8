package sentiment.onnx;

import java.util.List;
import java.util.Map;
import sentiment.model.Architecture;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;
import sentiment.onnx.OnnxGraph.Attribute;
import sentiment.onnx.OnnxGraph.Type;

/**
 * The scorer's network as an ONNX model: ids {@code [steps, batch]}, lengths {@code [batch]} and a
 * mask {@code [steps, batch, 1]}, 0 for a word and far below 0 behind the end, give the probability
 * {@code [batch, 1]}.
 */
public final class OnnxAttentionModel {

  public static final String IDS = "ids";
  public static final String LENGTHS = "lengths";
  public static final String MASK = "mask";
  public static final String PROBABILITY = "probability";

  /** What the mask adds to the scores behind a review's end. */
  public static final float HIDDEN = -1e9f;

  private final Architecture shape;
  private final Map<String, Tensor> weights;
  private final OnnxGraph graph = new OnnxGraph();

  private OnnxAttentionModel(Architecture shape, Map<String, Tensor> weights) {
    this.shape = shape;
    this.weights = weights;
  }

  /**
   * The model's bytes.
   *
   * @param weights as named and shaped by {@link WeightNames}
   * @param quantized whether the LSTMs' weights have 8 bits
   */
  public static byte[] bytes(Architecture shape, Map<String, Tensor> weights, boolean quantized) {
    return new OnnxAttentionModel(shape, weights).build(quantized);
  }

  private byte[] build(boolean quantized) {
    graph
        .input(IDS, Type.INT32, 2)
        .input(LENGTHS, Type.INT32, 1)
        .input(MASK, Type.FLOAT, 3)
        .output(PROBABILITY, 2);
    constant("embedding", WeightNames.EMBEDDING);
    graph.node("states", "Gather", "embedding", IDS);
    String states = "states";
    for (int layer = 0; layer < shape.hiddenSizes().size(); layer++) {
      String name = "lstm" + layer;
      List<LstmWeights> directions = List.of(direction(layer, false), direction(layer, true));
      LstmNode node = new LstmNode(name, states, LENGTHS, directions, false, shape.gates());
      if (quantized) {
        node.addQuantizedTo(graph);
      } else {
        node.addTo(graph);
      }
      states = sideBySide(name, 2L * shape.hiddenSizes().get(layer));
    }
    attention(states, "lstm" + (shape.hiddenSizes().size() - 1) + "_final");
    return graph.bytes();
  }

  /** {@code [steps, batch, 2 * hidden]}. */
  private String sideBySide(String lstm, long size) {
    graph
        .node(
            List.of(lstm + "_turned"),
            "Transpose",
            List.of(lstm),
            Attribute.of("perm", 0L, 2L, 1L, 3L))
        .constant(lstm + "_shape", 0L, 0L, size)
        .node(lstm + "_states", "Reshape", lstm + "_turned", lstm + "_shape");
    return lstm + "_states";
  }

  private void attention(String states, String finals) {
    constant("key", WeightNames.ATTENTION_KEY);
    constant("keyBias", WeightNames.ATTENTION_KEY_BIAS);
    constant("query", WeightNames.ATTENTION_QUERY);
    constant("queryBias", WeightNames.ATTENTION_QUERY_BIAS);
    constant("score", WeightNames.ATTENTION_SCORE);
    constant("scoreBias", WeightNames.ATTENTION_SCORE_BIAS);
    constant("output", WeightNames.OUTPUT);
    constant("outputBias", WeightNames.OUTPUT_BIAS);
    graph
        .node(List.of("finals"), "Transpose", List.of(finals), Attribute.of("perm", 1L, 0L, 2L))
        .constant("queryShape", 0L, shape.stateSize())
        .node("queries", "Reshape", "finals", "queryShape")
        .node("queryProduct", "MatMul", "queries", "query")
        .node("querySum", "Add", "queryProduct", "queryBias")
        .node("projected", "Add", "querySum", "keyBias")
        .node("keys", "MatMul", states, "key")
        .node("compared", "Add", "keys", "projected")
        .node("squashed", "Tanh", "compared")
        .node("scores", "MatMul", "squashed", "score")
        .node("biasedScores", "Add", "scores", "scoreBias")
        .node("maskedScores", "Add", "biasedScores", MASK)
        .node(List.of("attention"), "Softmax", List.of("maskedScores"), Attribute.of("axis", 0L))
        .node("weighted", "Mul", "attention", states)
        .constant("steps", 0L)
        .node(
            List.of("context"),
            "ReduceSum",
            List.of("weighted", "steps"),
            Attribute.of("keepdims", 0L))
        .node("evidence", "MatMul", "context", "output")
        .node("logit", "Add", "evidence", "outputBias")
        .node(PROBABILITY, "Sigmoid", "logit");
  }

  private LstmWeights direction(int layer, boolean reverse) {
    List<String> names = WeightNames.lstm(layer, reverse);
    return new LstmWeights(values(names.get(0)), values(names.get(1)), values(names.get(2)));
  }

  private float[] values(String name) {
    return weights.get(name).values();
  }

  private void constant(String name, String weight) {
    Tensor tensor = weights.get(weight);
    long[] sizes = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
    graph.constant(name, tensor.values(), sizes);
  }
}
