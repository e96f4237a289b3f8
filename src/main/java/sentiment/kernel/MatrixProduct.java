package sentiment.kernel;

/**
 * Products of row-major matrices for those who learn outside this package. Holds scratch memory:
 * one thread uses it at a time.
 */
public final class MatrixProduct {

  private static final Tiles TILES = Tiles.BEST;

  private final Product product = new Product();

  /** A right-hand side, laid out for the register tiles. Immutable and shared between threads. */
  public static final class Right {

    private final PackedMatrix packed;

    private Right(PackedMatrix packed) {
      this.packed = packed;
    }

    /** A copy of {@code matrix [rows][columns]}. */
    public static Right of(float[] matrix, int rows, int columns) {
      return new Right(PackedMatrix.of(matrix, rows, columns));
    }

    /** A copy of the transpose, {@code [rows][columns]}, of {@code matrix [columns][rows]}. */
    public static Right ofTransposed(float[] matrix, int rows, int columns) {
      return new Right(PackedMatrix.ofTransposed(matrix, rows, columns));
    }
  }

  /**
   * {@code out = A B + bias}.
   *
   * @param rows of A
   * @param a {@code [rows][B's rows]}
   * @param bias {@code [B's columns]}, added to each row
   * @param out {@code [rows][B's columns]}
   */
  public void multiply(int rows, float[] a, Right b, float[] bias, float[] out) {
    PackedMatrix right = b.packed;
    int width = right.columns();
    product.compute(rows, a, 0, right.rows(), 1, right, bias, 0, 0, out, 0, width);
  }

  /** {@code out += A B}, shaped as in {@link #multiply}. */
  public void add(int rows, float[] a, Right b, float[] out) {
    product.add(rows, a, 0, b.packed.rows(), b.packed, out, 0, b.packed.columns());
  }

  /**
   * {@code out += A^T B}.
   *
   * @param a {@code [rows][m]}
   * @param b {@code [rows][n]}
   * @param out {@code [m][n]}
   */
  public void addOuter(int rows, float[] a, int m, float[] b, int n, float[] out) {
    product.addOuter(a, m, b, n, rows, out);
  }

  /** {@code sum of a[ai+i] * b[bi+i]} over n values. */
  public static float dot(float[] a, int ai, float[] b, int bi, int n) {
    return TILES.dot(a, ai, b, bi, n);
  }

  /** {@code y[yi+i] += factor * x[xi+i]} for n values. */
  public static void addScaled(float factor, float[] x, int xi, float[] y, int yi, int n) {
    TILES.addScaled(factor, x, xi, y, yi, n);
  }
}
