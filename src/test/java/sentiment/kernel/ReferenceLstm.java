package sentiment.kernel;

/**
 * The textbook LSTM in double precision, one sequence at a time; the oracle of the kernel tests.
 */
final class ReferenceLstm {

  final double[] kernel;
  final double[] recurrent;
  final double[] bias;
  private final int hidden;
  private final GateActivation activation;
  private final boolean reverse;

  ReferenceLstm(
      float[] kernel,
      float[] recurrent,
      float[] bias,
      int hidden,
      GateActivation activation,
      boolean reverse) {
    this.kernel = doubles(kernel);
    this.recurrent = doubles(recurrent);
    this.bias = doubles(bias);
    this.hidden = hidden;
    this.activation = activation;
    this.reverse = reverse;
  }

  /** {@code [tokens][hidden]} for {@code x [tokens][input]}. */
  double[] outputs(SequenceBatch batch, double[] x) {
    int input = kernel.length / bias.length;
    double[] out = new double[batch.tokens() * hidden];
    for (int row = 0; row < batch.sequences(); row++) {
      double[] h = new double[hidden];
      double[] c = new double[hidden];
      for (int i = 0; i < batch.length(row); i++) {
        int token = (batch.first(row) + (reverse ? batch.length(row) - 1 - i : i));
        double[] z = bias.clone();
        for (int j = 0; j < z.length; j++) {
          for (int p = 0; p < input; p++) {
            z[j] += x[token * input + p] * kernel[p * z.length + j];
          }
          for (int p = 0; p < hidden; p++) {
            z[j] += h[p] * recurrent[p * z.length + j];
          }
        }
        for (int u = 0; u < hidden; u++) {
          c[u] = gate(z[hidden + u]) * c[u] + gate(z[u]) * Math.tanh(z[2 * hidden + u]);
          h[u] = gate(z[3 * hidden + u]) * Math.tanh(c[u]);
          out[token * hidden + u] = h[u];
        }
      }
    }
    return out;
  }

  private double gate(double z) {
    return activation == GateActivation.SIGMOID ? 1 / (1 + Math.exp(-z)) : Math.max(0, z);
  }

  static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
