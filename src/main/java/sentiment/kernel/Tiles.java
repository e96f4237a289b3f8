package sentiment.kernel;

/**
 * The arithmetic that everything else is made of. Implementations: the Vector API's, for two sizes
 * of register file, and plain loops for a JVM started without {@code jdk.incubator.vector}.
 * Stateless.
 *
 * <p>A left operand is copied into rows of {@link #STRIDE} floats before it is multiplied: with a
 * stride that the compiler knows, one register addresses all rows, and the inner loop holds nothing
 * but loads and multiply-adds.
 */
abstract class Tiles {

  /**
   * Longest inner loop, in multiply-adds; a longer sum is made of several. A panel of this depth
   * stays in the first-level cache while all rows of the left operand pass.
   */
  static final int DEPTH = 128;

  /** Floats from row to row of a left operand; off the powers of two, which share cache sets. */
  static final int STRIDE = DEPTH + 16;

  /** Vectors side by side in a panel of a right operand; an LSTM has a gate in each. */
  static final int GATES = 4;

  /** The fastest implementation that this JVM offers. */
  static final Tiles BEST = Species.choose();

  /** Floats in a vector. */
  abstract int lanes();

  /** Rows of the largest tile. */
  abstract int rows();

  /** Columns of a panel. */
  final int panel() {
    return GATES * lanes();
  }

  /**
   * One register tile: {@code out[r][j] = start[r][j] + sum over p < depth of a[r][p] * b[p][j]}
   * for the columns j of a panel. Each sum is made in the order of p, whatever {@code rows} is.
   *
   * @param rows as {@link #tile} gives
   * @param a {@code [rows][STRIDE]} from {@code ai}
   * @param b {@code [depth][panel]} from {@code bi}
   * @param start row r from {@code startAt[first + r] + column}
   * @param out row r from {@code oi + r * oRow}
   */
  abstract void product(
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
      int oRow);

  /**
   * One row times some panels, with the sums of two panels under way at a time: those of one would
   * wait for each other.
   *
   * @param a {@code [depth]} from {@code ai}
   * @param b panels {@code [depth][panel]} from {@code bi}, {@code bPanel} apart
   * @param start {@code [panels][panel]} from {@code si}
   * @param out {@code [panels][panel]} from {@code oi}
   */
  abstract void row(
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
      int oi);

  /** Rows of the largest tile that has no more than these. */
  final int tile(int rows) {
    if (rows >= rows()) {
      return rows();
    }
    return rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
  }

  /**
   * The cell update of some rows and of the hidden units of one panel, where nothing but the hidden
   * states is wanted.
   *
   * @param sums {@code [rows][4][lanes]}: pre-activations of input gate, forget gate, block input
   *     and output gate, those of sigmoid gates halved; used up
   * @param scratch {@code [rows][4][lanes]}
   * @param cells {@code [rows][lanes]} from {@code ci}, updated
   * @param hidden written, row r from {@code hi + r * hRow}
   * @param output written too, row r from {@code outputAt[first + r] + unit}
   */
  abstract void cell(
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
      int unit);

  /**
   * The same for training, which needs all activations later.
   *
   * @param hidden written, row r from {@code hi + r * STRIDE}
   * @param gates written, activations {@code [4][lanes]} of row r from {@code gatesAt[first + r] +
   *     4 * unit}
   * @param cells those before from {@code beforeAt[first + r] + unit}, those after to {@code
   *     afterAt[first + r] + unit}
   */
  abstract void cellKept(
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
      int unit);

  /**
   * The backward pass of {@link #cellKept} for one row.
   *
   * @param units hidden units, filled up to whole vectors
   * @param gates activations {@code [units / lanes][4][lanes]} from {@code gi}; replaced by the
   *     gradient of the pre-activations
   * @param cells of this step, from {@code ci}
   * @param before cells of the step before, from {@code bi}
   * @param dHidden gradient of the hidden state, from {@code di}
   * @param dCell gradient of the cells that comes from the step behind, from {@code di}; replaced
   *     by the gradient for the step before
   */
  abstract void cellBackward(
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
      int di);

  /** {@code sum of score[i] * tanh(values[i] + addend[i])}; the tanh replaces the value. */
  abstract float scoreOfTanh(float[] values, int vi, float[] addend, int ai, float[] score, int n);

  /** {@code sum of a[ai+i] * b[bi+i]} over n values. */
  abstract float dot(float[] a, int ai, float[] b, int bi, int n);

  /** {@code y[yi+i] += factor * x[xi+i]} for n values. */
  abstract void addScaled(float factor, float[] x, int xi, float[] y, int yi, int n);
}
