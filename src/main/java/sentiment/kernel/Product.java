package sentiment.kernel;

/** Matrix products by register tiles. Holds scratch memory: one thread uses it at a time. */
final class Product {

  private static final Tiles TILES = Tiles.BEST;

  /** Rows of the left operand that stay in the second-level cache while all panels pass. */
  private static final int ROW_BLOCK = 96;

  /** Rows of the right operand of {@link #addOuter} that are packed at a time. */
  private static final int OUTER_BLOCK = Tiles.DEPTH;

  private final float[] left = new float[ROW_BLOCK * Tiles.STRIDE];
  private final float[] edge = new float[TILES.rows() * TILES.panel()];
  private final PackedMatrix outer = new PackedMatrix();

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
    for (int r = 0; r < m; r += ROW_BLOCK) {
      int rows = Math.min(ROW_BLOCK, m - r);
      for (int p = 0; p < b.rows(); p += Tiles.DEPTH) {
        int depth = Math.min(Tiles.DEPTH, b.rows() - p);
        copy(rows, depth, a, ai + r * aRow + p * aCol, aRow, aCol);
        if (p == 0) {
          panels(rows, p, depth, b, start, si + r * sRow, sRow, out, oi + r * oRow, oRow);
        } else {
          panels(rows, p, depth, b, out, oi + r * oRow, oRow, out, oi + r * oRow, oRow);
        }
      }
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

  private void copy(int rows, int depth, float[] a, int ai, int aRow, int aCol) {
    for (int r = 0; r < rows; r++) {
      int to = r * Tiles.STRIDE;
      int from = ai + r * aRow;
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
      int si,
      int sRow,
      float[] out,
      int oi,
      int oRow) {
    int panel = TILES.panel();
    for (int j = 0; j < b.panels(); j++) {
      int width = Math.min(panel, b.columns() - j * panel);
      int bi = b.at(j, p);
      int tile;
      for (int r = 0; r < rows; r += tile) {
        tile = TILES.tile(rows - r);
        int at = r * Tiles.STRIDE;
        int s = si + r * sRow + j * panel;
        int o = oi + r * oRow + j * panel;
        if (width == panel) {
          TILES.product(tile, depth, left, at, b.values(), bi, start, s, sRow, out, o, oRow);
        } else {
          move(tile, width, start, s, sRow, edge, 0, panel);
          TILES.product(tile, depth, left, at, b.values(), bi, edge, 0, panel, edge, 0, panel);
          move(tile, width, edge, 0, panel, out, o, oRow);
        }
      }
    }
  }

  private static void move(
      int rows, int width, float[] from, int fi, int fRow, float[] to, int ti, int tRow) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from, fi + r * fRow, to, ti + r * tRow, width);
    }
  }
}
