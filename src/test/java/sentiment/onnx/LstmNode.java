package sentiment.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import sentiment.kernel.GateActivation;
import sentiment.onnx.OnnxGraph.Attribute;

/**
 * An LSTM layer as a node. It reads {@code [steps, batch, input]} and the lengths {@code [batch]},
 * and writes {@code [steps, directions, batch, hidden]}, zeros behind a sequence's end, and the
 * final states {@code [directions, batch, hidden]}, which for the reverse direction are those of
 * the first step.
 *
 * @param name also the output's; the final states are {@code name + "_final"}
 * @param directions one, or forward and reverse
 * @param reverse whether the only direction is the reverse one
 */
public record LstmNode(
    String name,
    String input,
    String lengths,
    List<LstmWeights> directions,
    boolean reverse,
    GateActivation gates) {

  /** In single precision: ONNX' operator LSTM. */
  public void addTo(OnnxGraph graph) {
    int hidden = directions.get(0).hidden();
    int input = directions.get(0).input();
    float[] kernels = new float[directions.size() * 4 * hidden * input];
    float[] recurrents = new float[directions.size() * 4 * hidden * hidden];
    for (int d = 0; d < directions.size(); d++) {
      LstmWeights weights = directions.get(d);
      float[] kernel = LstmWeights.gates(weights.kernel(), hidden);
      float[] recurrent = LstmWeights.gates(weights.recurrent(), hidden);
      put(LstmWeights.transposed(kernel, input), kernels, d);
      put(LstmWeights.transposed(recurrent, hidden), recurrents, d);
    }
    graph
        .constant(name + "_W", kernels, directions.size(), 4L * hidden, input)
        .constant(name + "_R", recurrents, directions.size(), 4L * hidden, hidden)
        .constant(name + "_B", biases(), directions.size(), 8L * hidden)
        .node(
            List.of(name, name + "_final"),
            "LSTM",
            List.of(input(), name + "_W", name + "_R", name + "_B", lengths),
            attributes());
  }

  /**
   * With weights of 8 bits, a scale for each column: ONNX Runtime's operator DynamicQuantizeLSTM,
   * which quantizes its input and hidden states as it runs.
   */
  public void addQuantizedTo(OnnxGraph graph) {
    int hidden = directions.get(0).hidden();
    List<float[]> kernels = new ArrayList<>();
    List<float[]> recurrents = new ArrayList<>();
    for (LstmWeights weights : directions) {
      kernels.add(LstmWeights.gates(weights.kernel(), hidden));
      recurrents.add(LstmWeights.gates(weights.recurrent(), hidden));
    }
    int rows = directions.get(0).input();
    quantized(graph, name + "_W", kernels, rows, 4 * hidden);
    quantized(graph, name + "_R", recurrents, hidden, 4 * hidden);
    graph
        .constant(name + "_B", biases(), directions.size(), 8L * hidden)
        .contributed(
            List.of(name, name + "_final"),
            "DynamicQuantizeLSTM",
            List.of(
                input(),
                name + "_W",
                name + "_R",
                name + "_B",
                lengths,
                "",
                "",
                "",
                name + "_W_scale",
                name + "_W_zero",
                name + "_R_scale",
                name + "_R_zero"),
            attributes());
  }

  private static void quantized(
      OnnxGraph graph, String name, List<float[]> matrices, int rows, int columns) {
    int n = matrices.size();
    byte[] values = new byte[n * rows * columns];
    float[] scales = new float[n * columns];
    for (int d = 0; d < n; d++) {
      float[] matrix = matrices.get(d);
      for (int c = 0; c < columns; c++) {
        float largest = 0;
        for (int r = 0; r < rows; r++) {
          largest = Math.max(largest, Math.abs(matrix[r * columns + c]));
        }
        float scale = largest == 0 ? 1 : largest / Byte.MAX_VALUE;
        scales[d * columns + c] = scale;
        for (int r = 0; r < rows; r++) {
          values[(d * rows + r) * columns + c] = (byte) Math.round(matrix[r * columns + c] / scale);
        }
      }
    }
    graph
        .constant(name, values, n, rows, columns)
        .constant(name + "_scale", scales, n, columns)
        .constant(name + "_zero", new byte[n * columns], n, columns);
  }

  /** The recurrence's own bias, which Keras lacks, is zero. */
  private float[] biases() {
    int gates = directions.get(0).bias().length;
    float[] biases = new float[directions.size() * 2 * gates];
    for (int d = 0; d < directions.size(); d++) {
      float[] bias = LstmWeights.gates(directions.get(d).bias(), gates / 4);
      put(Arrays.copyOf(bias, 2 * gates), biases, d);
    }
    return biases;
  }

  private Attribute[] attributes() {
    String gate = gates == GateActivation.SIGMOID ? "Sigmoid" : "Relu";
    List<String> activations = new ArrayList<>();
    Collections.nCopies(directions.size(), List.of(gate, "Tanh", "Tanh"))
        .forEach(activations::addAll);
    String direction = directions.size() == 2 ? "bidirectional" : reverse ? "reverse" : "forward";
    return new Attribute[] {
      Attribute.of("hidden_size", directions.get(0).hidden()),
      Attribute.of("direction", direction),
      Attribute.of("activations", activations)
    };
  }

  private static void put(float[] values, float[] all, int index) {
    System.arraycopy(values, 0, all, index * values.length, values.length);
  }
}
