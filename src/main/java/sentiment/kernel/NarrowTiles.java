package sentiment.kernel;

/**
 * Register tiles for machines with 16 vector registers (AVX2, SSE): 2 rows by 4 vectors are 8
 * accumulators, which leaves room for the 4 vectors of the right operand and a broadcast.
 */
final class NarrowTiles extends VectorTiles {

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
    if (rows == 2) {
      tile2(depth, a, ai, b, bi, start, startAt, first, column, out, oi, oRow);
    } else {
      tile1(depth, a, ai, b, bi, start, startAt, first, column, out, oi);
    }
  }
}
