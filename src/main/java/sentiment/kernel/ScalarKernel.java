package sentiment.kernel;

/** Plain loops; the fallback, and what the other kernel's remainders and tests are held against. */
final class ScalarKernel extends MatrixKernel {

  private static final int PANEL = 16;

  @Override
  int panel() {
    return PANEL;
  }

  @Override
  void tile(
      int rows,
      int k,
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      float[] c,
      int ci,
      int cRow) {
    for (int r = 0; r < rows; r++) {
      for (int p = 0; p < k; p++) {
        addScaled(a[ai + r * aRow + p * aCol], b, bi + p * PANEL, c, ci + r * cRow, PANEL);
      }
    }
  }

  @Override
  void cell(
      GateActivation activation,
      int rows,
      int hidden,
      float[] gates,
      int gi,
      float[] previous,
      int pi,
      int withPrevious,
      float[] cells,
      int ci,
      float[] out,
      int oi,
      int outRow) {
    for (int r = 0; r < rows; r++) {
      int g = gi + r * 4 * hidden;
      int p = r < withPrevious ? pi + r * hidden : -1;
      cellRow(
          activation,
          0,
          hidden,
          gates,
          g,
          previous,
          p,
          cells,
          ci + r * hidden,
          out,
          oi + r * outRow);
    }
  }

  static void cellRow(
      GateActivation activation,
      int from,
      int hidden,
      float[] gates,
      int g,
      float[] previous,
      int p,
      float[] cells,
      int ci,
      float[] out,
      int oi) {
    for (int j = from; j < hidden; j++) {
      float in = Activations.gate(activation, gates[g + j]);
      float forget = Activations.gate(activation, gates[g + hidden + j]);
      float block = Activations.tanh(gates[g + 2 * hidden + j]);
      float output = Activations.gate(activation, gates[g + 3 * hidden + j]);
      float cell = in * block + (p < 0 ? 0 : forget * previous[p + j]);
      gates[g + j] = in;
      gates[g + hidden + j] = forget;
      gates[g + 2 * hidden + j] = block;
      gates[g + 3 * hidden + j] = output;
      cells[ci + j] = cell;
      out[oi + j] = output * Activations.tanh(cell);
    }
  }

  @Override
  void cellBackward(
      GateActivation activation,
      int rows,
      int hidden,
      float[] gates,
      int gi,
      float[] previous,
      int pi,
      int withPrevious,
      float[] cells,
      int ci,
      float[] dHidden,
      float[] dCell,
      float[] dGates) {
    for (int r = 0; r < rows; r++) {
      int p = r < withPrevious ? pi + r * hidden : -1;
      cellBackwardRow(
          activation,
          0,
          hidden,
          gates,
          gi + r * 4 * hidden,
          previous,
          p,
          cells,
          ci + r * hidden,
          dHidden,
          dCell,
          r * hidden,
          dGates);
    }
  }

  static void cellBackwardRow(
      GateActivation activation,
      int from,
      int hidden,
      float[] gates,
      int g,
      float[] previous,
      int p,
      float[] cells,
      int ci,
      float[] dHidden,
      float[] dCell,
      int d,
      float[] dGates) {
    for (int j = from; j < hidden; j++) {
      float in = gates[g + j];
      float forget = gates[g + hidden + j];
      float block = gates[g + 2 * hidden + j];
      float output = gates[g + 3 * hidden + j];
      float tanh = Activations.tanh(cells[ci + j]);
      float dh = dHidden[d + j];
      float dc = dCell[d + j] + dh * output * (1 - tanh * tanh);
      float before = p < 0 ? 0 : previous[p + j];
      dGates[g + j] = dc * block * Activations.gateSlope(activation, in);
      dGates[g + hidden + j] = dc * before * Activations.gateSlope(activation, forget);
      dGates[g + 2 * hidden + j] = dc * in * (1 - block * block);
      dGates[g + 3 * hidden + j] = dh * tanh * Activations.gateSlope(activation, output);
      dCell[d + j] = dc * forget;
    }
  }

  @Override
  void tanhOfSum(float[] values, int vi, float[] addend, int ai, int n) {
    for (int i = 0; i < n; i++) {
      values[vi + i] = Activations.tanh(values[vi + i] + addend[ai + i]);
    }
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
