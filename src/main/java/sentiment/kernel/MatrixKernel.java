package sentiment.kernel;

/**
 * The arithmetic that everything else is made of. Two implementations: the Vector API's, and a
 * scalar one for a JVM started without {@code jdk.incubator.vector}. Stateless.
 */
abstract class MatrixKernel {

  /** The fastest kernel that this JVM offers. */
  static final MatrixKernel BEST =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
          ? new VectorKernel()
          : new ScalarKernel();

  /** Rows of the left matrix that stay in the cache while all panels pass. */
  private static final int ROW_BLOCK = 96;

  private static final int TILE_ROWS = 6;

  /** Columns of the register tile. */
  abstract int panel();

  /**
   * One register tile: {@code c[r][0..panel) += sum over p < k of a[r][p] * b[p][0..panel)} for
   * {@code rows} rows, which is 1 or 6; element (r, p) of a is {@code a[ai + r*aRow + p*aCol]}.
   */
  abstract void tile(
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
      int cRow);

  /**
   * The cell update of some rows, in place.
   *
   * @param gates {@code [rows][4*hidden]} from {@code gi}: pre-activations of input gate, forget
   *     gate, block input and output gate; replaced by their activations
   * @param previous cells of the previous step, {@code [withPrevious][hidden]} from {@code pi}; the
   *     rows behind start from zero
   * @param cells written, {@code [rows][hidden]} from {@code ci}
   * @param out written, hidden states, row r from {@code oi + r*outRow}
   */
  abstract void cell(
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
      int outRow);

  /**
   * The backward pass of {@link #cell}.
   *
   * @param gates activations as {@link #cell} left them
   * @param dHidden gradient of the hidden states, {@code [rows][hidden]} from 0
   * @param dCell gradient of the cells that comes from the step behind, {@code [rows][hidden]} from
   *     0; replaced by the gradient for the previous step's cells
   * @param dGates written, gradient of the pre-activations, {@code [rows][4*hidden]} from {@code
   *     gi}
   */
  abstract void cellBackward(
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
      float[] dGates);

  /** {@code values[i] = tanh(values[i] + addend[j])} for n values; the addend starts at ai. */
  abstract void tanhOfSum(float[] values, int vi, float[] addend, int ai, int n);

  /** {@code sum of a[ai+i] * b[bi+i]} over n values. */
  abstract float dot(float[] a, int ai, float[] b, int bi, int n);

  /** {@code y[yi+i] += factor * x[xi+i]} for n values. */
  abstract void addScaled(float factor, float[] x, int xi, float[] y, int yi, int n);

  /**
   * {@code C += A B} with A {@code [m][k]} of any strides, B packed, C row-major with stride cRow.
   */
  final void multiplyAdd(
      int m, float[] a, int ai, int aRow, int aCol, PackedMatrix b, float[] c, int ci, int cRow) {
    int k = b.rows();
    int n = b.columns();
    int panel = panel();
    for (int block = 0; block < m; block += ROW_BLOCK) {
      int blockEnd = Math.min(m, block + ROW_BLOCK);
      for (int j = 0; j < n; j += panel) {
        int bi = j * k;
        if (j + panel <= n) {
          tiles(block, blockEnd, k, a, ai, aRow, aCol, b.values(), bi, c, ci + j, cRow);
        } else {
          edge(block, blockEnd, k, n - j, a, ai, aRow, aCol, b.values(), bi, c, ci + j, cRow);
        }
      }
    }
  }

  private void tiles(
      int from,
      int to,
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
    int r = from;
    for (; r + TILE_ROWS <= to; r += TILE_ROWS) {
      tile(TILE_ROWS, k, a, ai + r * aRow, aRow, aCol, b, bi, c, ci + r * cRow, cRow);
    }
    for (; r < to; r++) {
      tile(1, k, a, ai + r * aRow, aRow, aCol, b, bi, c, ci + r * cRow, cRow);
    }
  }

  /** The last, narrower panel: computed beside C, so that nothing behind its columns is touched. */
  private void edge(
      int from,
      int to,
      int k,
      int width,
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      float[] c,
      int ci,
      int cRow) {
    int panel = panel();
    float[] block = new float[(to - from) * panel];
    tiles(0, to - from, k, a, ai + from * aRow, aRow, aCol, b, bi, block, 0, panel);
    for (int r = from; r < to; r++) {
      for (int j = 0; j < width; j++) {
        c[ci + r * cRow + j] += block[(r - from) * panel + j];
      }
    }
  }
}
