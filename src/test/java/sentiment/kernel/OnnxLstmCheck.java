package sentiment.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import sentiment.onnx.LstmNode;
import sentiment.onnx.LstmWeights;
import sentiment.onnx.OnnxGraph;
import sentiment.onnx.OnnxGraph.Attribute;

/**
 * Two stacked bidirectional layers against those of ONNX Runtime, on random weights and sequences
 * of random lengths.
 */
final class OnnxLstmCheck implements Callable<Void> {

  private static final int INPUT = 19;
  private static final int LAYERS = 2;
  private static final int LONGEST = 12;

  private final Random random = new Random(23);

  @Override
  public Void call() throws OrtException {
    for (GateActivation gates : GateActivation.values()) {
      for (int hidden : new int[] {5, 33, 64, 128}) { // whole vectors and parts of one
        for (int sequences : new int[] {1, 7, 50}) { // 50: more than there are lanes
          check(gates, hidden, sequences);
        }
      }
    }
    return null;
  }

  private void check(GateActivation gates, int hidden, int sequences) throws OrtException {
    List<List<LstmWeights>> layers = new ArrayList<>(); // [layer][forward, reverse]
    for (int layer = 0; layer < LAYERS; layer++) {
      int input = layer == 0 ? INPUT : 2 * hidden;
      layers.add(List.of(weights(input, hidden), weights(input, hidden)));
    }
    int[] lengths = random.ints(sequences, 1, LONGEST + 1).toArray();
    SequenceBatch batch = SequenceBatch.of(lengths);
    float[] input = values(batch.tokens() * INPUT, 1);

    float[] outputs = kernel(batch, input, layers, gates, hidden);

    float[] expected = onnxRuntime(batch, input, layers, gates, hidden);
    float scale = 1; // relu gates have no bound
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    assertThat(scale).isLessThan(100);
    float largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(outputs[i] - expected[i]));
    }
    assertThat(largest)
        .as("difference for %s, hidden size %d, %d sequences", gates, hidden, sequences)
        .isLessThan(1e-5f * scale);
  }

  private static float[] kernel(
      SequenceBatch batch,
      float[] input,
      List<List<LstmWeights>> layers,
      GateActivation gates,
      int hidden) {
    float[] states = input;
    for (List<LstmWeights> layer : layers) {
      float[] outputs = new float[batch.tokens() * 2 * hidden];
      for (int d = 0; d < 2; d++) {
        LstmWeights weights = layer.get(d);
        Lstm lstm = new Lstm(weights.kernel(), weights.recurrent(), weights.bias(), gates, d == 1);
        lstm.forward(batch, states, false, new Lstm.State(), outputs, d * hidden, 2 * hidden);
      }
      states = outputs;
    }
    return states;
  }

  /** The same values in the batch's order of tokens. */
  private static float[] onnxRuntime(
      SequenceBatch batch,
      float[] input,
      List<List<LstmWeights>> layers,
      GateActivation gates,
      int hidden)
      throws OrtException {
    OnnxGraph graph =
        new OnnxGraph()
            .input("in", OnnxGraph.Type.FLOAT, 3)
            .input("lengths", OnnxGraph.Type.INT32, 1)
            .constant("side by side", 0L, 0L, 2L * hidden);
    String below = "in";
    for (List<LstmWeights> layer : layers) {
      String name = "after " + below;
      new LstmNode(name, below, "lengths", layer, false, gates).addTo(graph);
      String turned = name + ", turned";
      below = name + ", joined";
      graph
          .node(List.of(turned), "Transpose", List.of(name), Attribute.of("perm", 0, 2, 1, 3))
          .node(below, "Reshape", turned, "side by side");
    }
    graph.output(below, 3);
    int rows = batch.sequences();
    int[] lengths = new int[rows];
    Arrays.setAll(lengths, batch::length);
    int steps = Arrays.stream(lengths).max().orElseThrow();
    float[] padded = new float[steps * rows * INPUT];
    move(batch, input, padded, INPUT, true);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = session(environment, graph, options);
        OnnxTensor in =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(padded), new long[] {steps, rows, INPUT});
        OnnxTensor ends =
            OnnxTensor.createTensor(environment, IntBuffer.wrap(lengths), new long[] {rows});
        OrtSession.Result result = session.run(Map.of("in", in, "lengths", ends))) {
      float[] states = new float[steps * rows * 2 * hidden];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(states);
      float[] outputs = new float[batch.tokens() * 2 * hidden];
      move(batch, outputs, states, 2 * hidden, false);
      return outputs;
    }
  }

  private static OrtSession session(
      OrtEnvironment environment, OnnxGraph graph, OrtSession.SessionOptions options)
      throws OrtException {
    options.setIntraOpNumThreads(1);
    return environment.createSession(graph.bytes(), options);
  }

  /** To {@code [steps][sequences][size]} from the batch's order of tokens, or back. */
  private static void move(
      SequenceBatch batch, float[] inside, float[] padded, int size, boolean toPadded) {
    for (int i = 0; i < batch.sequences(); i++) {
      for (int step = 0; step < batch.length(i); step++) {
        int there = (batch.first(i) + step) * size;
        int here = (step * batch.sequences() + i) * size;
        if (toPadded) {
          System.arraycopy(inside, there, padded, here, size);
        } else {
          System.arraycopy(padded, here, inside, there, size);
        }
      }
    }
  }

  private LstmWeights weights(int input, int hidden) {
    return new LstmWeights(
        values(input * 4 * hidden, 1 / Math.sqrt(input)),
        values(hidden * 4 * hidden, 0.7 / Math.sqrt(hidden)),
        values(4 * hidden, 0.3));
  }

  private float[] values(int n, double scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
