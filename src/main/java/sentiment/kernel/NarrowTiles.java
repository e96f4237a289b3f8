package sentiment.kernel;

import jdk.incubator.vector.FloatVector;

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
      int si,
      int sRow,
      float[] out,
      int oi,
      int oRow) {
    if (rows == 2) {
      tile2(depth, a, ai, b, bi, start, si, sRow, out, oi, oRow);
    } else {
      tile1(depth, a, ai, b, bi, start, si, out, oi);
    }
  }

  private static void tile2(
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
    int s0 = si;
    int s1 = si + sRow;
    FloatVector x00 = FloatVector.fromArray(S, start, s0);
    FloatVector x01 = FloatVector.fromArray(S, start, s0 + L);
    FloatVector x02 = FloatVector.fromArray(S, start, s0 + 2 * L);
    FloatVector x03 = FloatVector.fromArray(S, start, s0 + 3 * L);
    FloatVector x10 = FloatVector.fromArray(S, start, s1);
    FloatVector x11 = FloatVector.fromArray(S, start, s1 + L);
    FloatVector x12 = FloatVector.fromArray(S, start, s1 + 2 * L);
    FloatVector x13 = FloatVector.fromArray(S, start, s1 + 3 * L);
    for (int p = 0; p < depth; p++) {
      int bp = bi + p * 4 * L;
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector b2 = FloatVector.fromArray(S, b, bp + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, bp + 3 * L);
      FloatVector v = FloatVector.broadcast(S, a[ai + p]);
      x00 = v.fma(b0, x00);
      x01 = v.fma(b1, x01);
      x02 = v.fma(b2, x02);
      x03 = v.fma(b3, x03);
      v = FloatVector.broadcast(S, a[ai + p + STRIDE]);
      x10 = v.fma(b0, x10);
      x11 = v.fma(b1, x11);
      x12 = v.fma(b2, x12);
      x13 = v.fma(b3, x13);
    }
    int o0 = oi;
    int o1 = oi + oRow;
    x00.intoArray(out, o0);
    x01.intoArray(out, o0 + L);
    x02.intoArray(out, o0 + 2 * L);
    x03.intoArray(out, o0 + 3 * L);
    x10.intoArray(out, o1);
    x11.intoArray(out, o1 + L);
    x12.intoArray(out, o1 + 2 * L);
    x13.intoArray(out, o1 + 3 * L);
  }
}
