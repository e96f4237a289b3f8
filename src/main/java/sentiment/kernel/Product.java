package sentiment.kernel;

import java.util.Arrays;

/** Matrix products by register tiles. Holds scratch memory: one thread uses it at a time. */
final class Product {

  private static final Tiles TILES = Tiles.BEST;

  /** Rows of the left operand that stay in the second-level cache while all panels pass. */
  private static final int ROW_BLOCK = 96;

  /** Rows of the right operand of {@link #addOuter} that are packed at a time. */
  private static final int OUTER_BLOCK = Tiles.DEPTH;

  private final float[] left = new float[ROW_BLOCK * Tiles.STRIDE];
  private final int[] leftAt = new int[ROW_BLOCK];
  private final int[] startAt = new int[ROW_BLOCK];
  private final int[] outAt = new int[ROW_BLOCK];
  private final float[] edge = new float[TILES.rows() * TILES.panel()];
  private final int[] edgeAt = new int[TILES.rows()];
  private final PackedMatrix outer = new PackedMatrix();

  Product() {
    for (int r = 0; r < edgeAt.length; r++) {
      edgeAt[r] = r * TILES.panel();
    }
  }

  /**
   * {@code out = start + A B}.
   *
   * @param m rows of A
   * @param a element (r, p) of A is {@code a[ai + r*aRow + p*aCol]}
   * @param start row r from {@code si + r*sRow}; may be {@code out}
   * @param out row r from {@code oi + r*oRow}, as wide as B
   */
  void compute(
      int m,
      float[] a,
      int ai,
      int aRow,
      int aCol,
      PackedMatrix b,
      float[] start,
      int si,
      int sRow,
      float[] out,
      int oi,
      int oRow) {
    for (int from = 0; from < m; from += ROW_BLOCK) {
      int rows = Math.min(ROW_BLOCK, m - from);
      for (int r = 0; r < rows; r++) {
        leftAt[r] = ai + (from + r) * aRow;
        startAt[r] = si + (from + r) * sRow;
      }
      block(rows, a, aCol, b, start, out, oi + from * oRow, oRow);
    }
  }

  /**
   * {@code out = bias + A B} for rows that lie anywhere.
   *
   * @param m rows of A
   * @param a row r from {@code rowsAt[r]}
   * @param bias the same for every row
   * @param out row r from {@code r * oRow}, as wide as B
   */
  void gather(int m, float[] a, int[] rowsAt, PackedMatrix b, float[] bias, float[] out, int oRow) {
    Arrays.fill(startAt, 0);
    for (int from = 0; from < m; from += ROW_BLOCK) {
      int rows = Math.min(ROW_BLOCK, m - from);
      System.arraycopy(rowsAt, from, leftAt, 0, rows);
      block(rows, a, 1, b, bias, out, from * oRow, oRow);
    }
  }

  private void block(
      int rows, float[] a, int aCol, PackedMatrix b, float[] start, float[] out, int oi, int oRow) {
    for (int r = 0; r < rows; r++) {
      outAt[r] = oi + r * oRow;
    }
    for (int p = 0; p < b.rows(); p += Tiles.DEPTH) {
      int depth = Math.min(Tiles.DEPTH, b.rows() - p);
      copy(rows, depth, a, p * aCol, aCol);
      panels(rows, p, depth, b, p == 0 ? start : out, p == 0 ? startAt : outAt, out, oi, oRow);
    }
  }

  /** {@code out += A B}. */
  void add(int m, float[] a, int ai, int aRow, PackedMatrix b, float[] out, int oi, int oRow) {
    compute(m, a, ai, aRow, 1, b, out, oi, oRow, out, oi, oRow);
  }

  /**
   * {@code out += a^T b}: the sum over tokens of the outer products of their rows.
   *
   * @param a {@code [tokens][m]}
   * @param b {@code [tokens][n]}
   * @param out {@code [m][n]}
   */
  void addOuter(float[] a, int m, float[] b, int n, int tokens, float[] out) {
    for (int from = 0; from < tokens; from += OUTER_BLOCK) {
      outer.pack(b, from * n, Math.min(OUTER_BLOCK, tokens - from), n);
      compute(m, a, from * m, 1, m, outer, out, 0, n, out, 0, n);
    }
  }

  /** {@code out[j] += sum over tokens of b[token][j]}. */
  static void addColumnSums(float[] b, int n, int tokens, float[] out) {
    for (int k = 0; k < tokens; k++) {
      TILES.addScaled(1, b, k * n, out, 0, n);
    }
  }

  private void copy(int rows, int depth, float[] a, int offset, int aCol) {
    for (int r = 0; r < rows; r++) {
      int to = r * Tiles.STRIDE;
      int from = leftAt[r] + offset;
      if (aCol == 1) {
        System.arraycopy(a, from, left, to, depth);
      } else {
        for (int p = 0; p < depth; p++) {
          left[to + p] = a[from + p * aCol];
        }
      }
    }
  }

  private void panels(
      int rows,
      int p,
      int depth,
      PackedMatrix b,
      float[] start,
      int[] at,
      float[] out,
      int oi,
      int oRow) {
    int panel = TILES.panel();
    float[] right = b.values();
    for (int j = 0; j < b.panels(); j++) {
      int column = j * panel;
      int width = Math.min(panel, b.columns() - column);
      int bi = b.at(j, p);
      int tile;
      for (int r = 0; r < rows; r += tile) {
        tile = TILES.tile(rows - r);
        int l = r * Tiles.STRIDE;
        int o = oi + r * oRow + column;
        if (width == panel) {
          TILES.product(tile, depth, left, l, right, bi, start, at, r, column, out, o, oRow);
        } else {
          for (int i = 0; i < tile; i++) {
            System.arraycopy(start, at[r + i] + column, edge, i * panel, width);
          }
          TILES.product(tile, depth, left, l, right, bi, edge, edgeAt, 0, 0, edge, 0, panel);
          for (int i = 0; i < tile; i++) {
            System.arraycopy(edge, i * panel, out, o + i * oRow, width);
          }
        }
      }
    }
  }
}
