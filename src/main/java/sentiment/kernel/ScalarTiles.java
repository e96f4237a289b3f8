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
      int[] startAt,
      int first,
      int column,
      float[] out,
      int oi,
      int oRow) {
    int panel = panel();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(start, startAt[first + r] + column, out, oi + r * oRow, panel);
      for (int p = 0; p < depth; p++) {
        addScaled(a[ai + r * STRIDE + p], b, bi + p * panel, out, oi + r * oRow, panel);
      }
    }
  }

  @Override
  void row(
      int panels,
      int depth,
      float[] a,
      int ai,
      float[] b,
      int bi,
      int bPanel,
      float[] start,
      int si,
      float[] out,
      int oi) {
    System.arraycopy(start, si, out, oi, panels * panel());
    for (int j = 0; j < panels; j++) {
      for (int p = 0; p < depth; p++) {
        int from = bi + j * bPanel + p * panel();
        addScaled(a[ai + p], b, from, out, oi + j * panel(), panel());
      }
    }
  }

  @Override
  void cell(
      GateActivation activation,
      int rows,
      float[] sums,
      float[] scratch,
      float[] cells,
      int ci,
      float[] hidden,
      int hi,
      int hRow,
      float[] output,
      int[] outputAt,
      int first,
      int unit) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < LANES; j++) {
        int s = r * panel() + j;
        int c = ci + r * LANES + j;
        float in = gate(activation, sums[s]);
        float forget = gate(activation, sums[s + LANES]);
        float block = Activations.tanh(sums[s + 2 * LANES]);
        cells[c] = in * block + forget * cells[c];
        float h = gate(activation, sums[s + 3 * LANES]) * Activations.tanh(cells[c]);
        hidden[hi + r * hRow + j] = h;
        output[outputAt[first + r] + unit + j] = h;
      }
    }
  }

  @Override
  void cellKept(
      GateActivation activation,
      int rows,
      float[] sums,
      float[] gates,
      int[] gatesAt,
      float[] cells,
      int[] beforeAt,
      int[] afterAt,
      float[] hidden,
      int hi,
      float[] output,
      int[] outputAt,
      int first,
      int unit) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < LANES; j++) {
        int s = r * panel() + j;
        int g = gatesAt[first + r] + 4 * unit + j;
        int after = afterAt[first + r] + unit + j;
        gates[g] = gate(activation, sums[s]);
        gates[g + LANES] = gate(activation, sums[s + LANES]);
        gates[g + 2 * LANES] = Activations.tanh(sums[s + 2 * LANES]);
        gates[g + 3 * LANES] = gate(activation, sums[s + 3 * LANES]);
        cells[after] =
            gates[g] * gates[g + 2 * LANES]
                + gates[g + LANES] * cells[beforeAt[first + r] + unit + j];
        float h = gates[g + 3 * LANES] * Activations.tanh(cells[after]);
        hidden[hi + r * STRIDE + j] = h;
        output[outputAt[first + r] + unit + j] = h;
      }
    }
  }

  /** A gate of its pre-activation, which is halved for the sigmoid. */
  private static float gate(GateActivation activation, float x) {
    return activation == GateActivation.SIGMOID
        ? 0.5f + 0.5f * Activations.tanh(x)
        : Math.max(0, x);
  }

  @Override
  void cellBackward(
      GateActivation activation,
      int units,
      float[] gates,
      int gi,
      float[] cells,
      int ci,
      float[] before,
      int bi,
      float[] dHidden,
      float[] dCell,
      int di) {
    for (int j = 0; j < units; j++) {
      int g = gi + j / LANES * panel() + j % LANES;
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
