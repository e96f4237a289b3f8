package sentiment.kernel;

/** Plain loops: the fallback, and what the other implementations are held against. */
final class ScalarTiles extends Tiles {

  private static final int LANES = 8;

  @Override
  int lanes() {
    return LANES;
  }

  @Override
  int rows() {
    return 2;
  }

  @Override
  void product(
      int rows,
      int depth,
      float[] a,
      int ai,
      float[] b,
      int bi,
      float[] start,
      int si,
      int sRow,
      float[] out,
      int oi,
      int oRow) {
    int panel = panel();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(start, si + r * sRow, out, oi + r * oRow, panel);
      for (int p = 0; p < depth; p++) {
        addScaled(a[ai + r * STRIDE + p], b, bi + p * panel, out, oi + r * oRow, panel);
      }
    }
  }

  @Override
  void cell(
      GateActivation activation,
      int rows,
      float[] sums,
      float[] pre,
      int[] preAt,
      int first,
      int column,
      boolean keep,
      float[] cells,
      int ci,
      int cRow,
      float[] hidden,
      int hi) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < LANES; j++) {
        int s = r * panel() + j;
        int at = preAt[first + r] + column + j;
        int c = ci + r * cRow + j;
        float in = Activations.gate(activation, sums[s] + pre[at]);
        float forget = Activations.gate(activation, sums[s + LANES] + pre[at + LANES]);
        float block = Activations.tanh(sums[s + 2 * LANES] + pre[at + 2 * LANES]);
        float output = Activations.gate(activation, sums[s + 3 * LANES] + pre[at + 3 * LANES]);
        if (keep) {
          pre[at] = in;
          pre[at + LANES] = forget;
          pre[at + 2 * LANES] = block;
          pre[at + 3 * LANES] = output;
        }
        cells[c] = in * block + forget * cells[c];
        hidden[hi + r * STRIDE + j] = output * Activations.tanh(cells[c]);
      }
    }
  }

  @Override
  void cellBackward(
      GateActivation activation,
      float[] gates,
      int gi,
      float[] cells,
      int ci,
      float[] before,
      int bi,
      float[] dHidden,
      float[] dCell,
      int di) {
    for (int j = 0; j < LANES; j++) {
      int g = gi + j;
      float in = gates[g];
      float forget = gates[g + LANES];
      float block = gates[g + 2 * LANES];
      float output = gates[g + 3 * LANES];
      float tanh = Activations.tanh(cells[ci + j]);
      float dh = dHidden[di + j];
      float dc = dCell[di + j] + dh * output * (1 - tanh * tanh);
      gates[g] = dc * block * Activations.gateSlope(activation, in);
      gates[g + LANES] = dc * before[bi + j] * Activations.gateSlope(activation, forget);
      gates[g + 2 * LANES] = dc * in * (1 - block * block);
      gates[g + 3 * LANES] = dh * tanh * Activations.gateSlope(activation, output);
      dCell[di + j] = dc * forget;
    }
  }

  @Override
  float scoreOfTanh(float[] values, int vi, float[] addend, int ai, float[] score, int n) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      values[vi + i] = Activations.tanh(values[vi + i] + addend[ai + i]);
      sum += values[vi + i] * score[i];
    }
    return sum;
  }

  @Override
  float dot(float[] a, int ai, float[] b, int bi, int n) {
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[ai + i] * b[bi + i];
    }
    return sum;
  }

  @Override
  void addScaled(float factor, float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i++) {
      y[yi + i] += factor * x[xi + i];
    }
  }
}
