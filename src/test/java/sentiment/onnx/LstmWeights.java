package sentiment.onnx;

/**
 * One direction's weights as Keras lays them out, gates in the order i, f, g, o.
 *
 * @param kernel {@code [input][4 * hidden]}
 * @param recurrent {@code [hidden][4 * hidden]}
 * @param bias {@code [4 * hidden]}
 */
public record LstmWeights(float[] kernel, float[] recurrent, float[] bias) {

  /** Where ONNX' gates i, o, f, c stand in Keras' order. */
  private static final int[] KERAS_GATE = {0, 3, 1, 2};

  int hidden() {
    return bias.length / 4;
  }

  int input() {
    return kernel.length / bias.length;
  }

  /** {@code [rows][4 * hidden]} with ONNX' order of the gates. */
  static float[] gates(float[] matrix, int hidden) {
    float[] ordered = new float[matrix.length];
    for (int block = 0; block < matrix.length / hidden; block++) {
      int from = block / 4 * 4 + KERAS_GATE[block % 4];
      System.arraycopy(matrix, from * hidden, ordered, block * hidden, hidden);
    }
    return ordered;
  }

  /** {@code [columns][rows]}. */
  static float[] transposed(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] result = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        result[c * rows + r] = matrix[r * columns + c];
      }
    }
    return result;
  }
}
