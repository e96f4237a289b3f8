package sentiment.kernel;

/** The products of the backward passes that run over all tokens of a batch. */
final class MatrixProducts {

  private static final MatrixKernel KERNEL = MatrixKernel.BEST;

  /** Tokens per pass: their gradients, packed, stay in the second-level cache. */
  private static final int BLOCK = 256;

  private MatrixProducts() {}

  /**
   * {@code out += a^T b}: the sum over tokens of the outer products of their rows.
   *
   * @param a {@code [tokens][m]}
   * @param b {@code [tokens][n]}
   * @param out {@code [m][n]}
   */
  static void addOuter(float[] a, int m, float[] b, int n, int tokens, float[] out) {
    PackedMatrix packed = new PackedMatrix();
    for (int from = 0; from < tokens; from += BLOCK) {
      int count = Math.min(BLOCK, tokens - from);
      packed.pack(b, from * n, count, n, n, 1);
      KERNEL.multiplyAdd(m, a, from * m, 1, m, packed, out, 0, n);
    }
  }

  /** {@code out[j] += sum over tokens of b[token][j]}. */
  static void addColumnSums(float[] b, int n, int tokens, float[] out) {
    for (int k = 0; k < tokens; k++) {
      KERNEL.addScaled(1, b, k * n, out, 0, n);
    }
  }
}
