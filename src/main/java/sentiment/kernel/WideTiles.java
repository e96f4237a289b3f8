package sentiment.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles for machines with 32 vector registers (AVX-512, NEON): 6 rows by 4 vectors are 24
 * accumulators, which leaves room for the 4 vectors of the right operand and a broadcast. The
 * smaller tiles take what rows are left.
 */
final class WideTiles extends VectorTiles {

  @Override
  int rows() {
    return 6;
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
    switch (rows) {
      case 6 -> tile6(depth, a, ai, b, bi, start, startAt, first, column, out, oi, oRow);
      case 4 -> tile4(depth, a, ai, b, bi, start, startAt, first, column, out, oi, oRow);
      case 2 -> tile2(depth, a, ai, b, bi, start, startAt, first, column, out, oi, oRow);
      default -> tile1(depth, a, ai, b, bi, start, startAt, first, column, out, oi);
    }
  }

  private static void tile6(
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
    int s0 = startAt[first] + column;
    int s1 = startAt[first + 1] + column;
    int s2 = startAt[first + 2] + column;
    int s3 = startAt[first + 3] + column;
    int s4 = startAt[first + 4] + column;
    int s5 = startAt[first + 5] + column;
    FloatVector x00 = FloatVector.fromArray(S, start, s0);
    FloatVector x01 = FloatVector.fromArray(S, start, s0 + L);
    FloatVector x02 = FloatVector.fromArray(S, start, s0 + 2 * L);
    FloatVector x03 = FloatVector.fromArray(S, start, s0 + 3 * L);
    FloatVector x10 = FloatVector.fromArray(S, start, s1);
    FloatVector x11 = FloatVector.fromArray(S, start, s1 + L);
    FloatVector x12 = FloatVector.fromArray(S, start, s1 + 2 * L);
    FloatVector x13 = FloatVector.fromArray(S, start, s1 + 3 * L);
    FloatVector x20 = FloatVector.fromArray(S, start, s2);
    FloatVector x21 = FloatVector.fromArray(S, start, s2 + L);
    FloatVector x22 = FloatVector.fromArray(S, start, s2 + 2 * L);
    FloatVector x23 = FloatVector.fromArray(S, start, s2 + 3 * L);
    FloatVector x30 = FloatVector.fromArray(S, start, s3);
    FloatVector x31 = FloatVector.fromArray(S, start, s3 + L);
    FloatVector x32 = FloatVector.fromArray(S, start, s3 + 2 * L);
    FloatVector x33 = FloatVector.fromArray(S, start, s3 + 3 * L);
    FloatVector x40 = FloatVector.fromArray(S, start, s4);
    FloatVector x41 = FloatVector.fromArray(S, start, s4 + L);
    FloatVector x42 = FloatVector.fromArray(S, start, s4 + 2 * L);
    FloatVector x43 = FloatVector.fromArray(S, start, s4 + 3 * L);
    FloatVector x50 = FloatVector.fromArray(S, start, s5);
    FloatVector x51 = FloatVector.fromArray(S, start, s5 + L);
    FloatVector x52 = FloatVector.fromArray(S, start, s5 + 2 * L);
    FloatVector x53 = FloatVector.fromArray(S, start, s5 + 3 * L);
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
      v = FloatVector.broadcast(S, a[ai + p + 2 * STRIDE]);
      x20 = v.fma(b0, x20);
      x21 = v.fma(b1, x21);
      x22 = v.fma(b2, x22);
      x23 = v.fma(b3, x23);
      v = FloatVector.broadcast(S, a[ai + p + 3 * STRIDE]);
      x30 = v.fma(b0, x30);
      x31 = v.fma(b1, x31);
      x32 = v.fma(b2, x32);
      x33 = v.fma(b3, x33);
      v = FloatVector.broadcast(S, a[ai + p + 4 * STRIDE]);
      x40 = v.fma(b0, x40);
      x41 = v.fma(b1, x41);
      x42 = v.fma(b2, x42);
      x43 = v.fma(b3, x43);
      v = FloatVector.broadcast(S, a[ai + p + 5 * STRIDE]);
      x50 = v.fma(b0, x50);
      x51 = v.fma(b1, x51);
      x52 = v.fma(b2, x52);
      x53 = v.fma(b3, x53);
    }
    int o0 = oi;
    int o1 = oi + oRow;
    int o2 = oi + 2 * oRow;
    int o3 = oi + 3 * oRow;
    int o4 = oi + 4 * oRow;
    int o5 = oi + 5 * oRow;
    x00.intoArray(out, o0);
    x01.intoArray(out, o0 + L);
    x02.intoArray(out, o0 + 2 * L);
    x03.intoArray(out, o0 + 3 * L);
    x10.intoArray(out, o1);
    x11.intoArray(out, o1 + L);
    x12.intoArray(out, o1 + 2 * L);
    x13.intoArray(out, o1 + 3 * L);
    x20.intoArray(out, o2);
    x21.intoArray(out, o2 + L);
    x22.intoArray(out, o2 + 2 * L);
    x23.intoArray(out, o2 + 3 * L);
    x30.intoArray(out, o3);
    x31.intoArray(out, o3 + L);
    x32.intoArray(out, o3 + 2 * L);
    x33.intoArray(out, o3 + 3 * L);
    x40.intoArray(out, o4);
    x41.intoArray(out, o4 + L);
    x42.intoArray(out, o4 + 2 * L);
    x43.intoArray(out, o4 + 3 * L);
    x50.intoArray(out, o5);
    x51.intoArray(out, o5 + L);
    x52.intoArray(out, o5 + 2 * L);
    x53.intoArray(out, o5 + 3 * L);
  }

  private static void tile4(
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
    int s0 = startAt[first] + column;
    int s1 = startAt[first + 1] + column;
    int s2 = startAt[first + 2] + column;
    int s3 = startAt[first + 3] + column;
    FloatVector x00 = FloatVector.fromArray(S, start, s0);
    FloatVector x01 = FloatVector.fromArray(S, start, s0 + L);
    FloatVector x02 = FloatVector.fromArray(S, start, s0 + 2 * L);
    FloatVector x03 = FloatVector.fromArray(S, start, s0 + 3 * L);
    FloatVector x10 = FloatVector.fromArray(S, start, s1);
    FloatVector x11 = FloatVector.fromArray(S, start, s1 + L);
    FloatVector x12 = FloatVector.fromArray(S, start, s1 + 2 * L);
    FloatVector x13 = FloatVector.fromArray(S, start, s1 + 3 * L);
    FloatVector x20 = FloatVector.fromArray(S, start, s2);
    FloatVector x21 = FloatVector.fromArray(S, start, s2 + L);
    FloatVector x22 = FloatVector.fromArray(S, start, s2 + 2 * L);
    FloatVector x23 = FloatVector.fromArray(S, start, s2 + 3 * L);
    FloatVector x30 = FloatVector.fromArray(S, start, s3);
    FloatVector x31 = FloatVector.fromArray(S, start, s3 + L);
    FloatVector x32 = FloatVector.fromArray(S, start, s3 + 2 * L);
    FloatVector x33 = FloatVector.fromArray(S, start, s3 + 3 * L);
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
      v = FloatVector.broadcast(S, a[ai + p + 2 * STRIDE]);
      x20 = v.fma(b0, x20);
      x21 = v.fma(b1, x21);
      x22 = v.fma(b2, x22);
      x23 = v.fma(b3, x23);
      v = FloatVector.broadcast(S, a[ai + p + 3 * STRIDE]);
      x30 = v.fma(b0, x30);
      x31 = v.fma(b1, x31);
      x32 = v.fma(b2, x32);
      x33 = v.fma(b3, x33);
    }
    int o0 = oi;
    int o1 = oi + oRow;
    int o2 = oi + 2 * oRow;
    int o3 = oi + 3 * oRow;
    x00.intoArray(out, o0);
    x01.intoArray(out, o0 + L);
    x02.intoArray(out, o0 + 2 * L);
    x03.intoArray(out, o0 + 3 * L);
    x10.intoArray(out, o1);
    x11.intoArray(out, o1 + L);
    x12.intoArray(out, o1 + 2 * L);
    x13.intoArray(out, o1 + 3 * L);
    x20.intoArray(out, o2);
    x21.intoArray(out, o2 + L);
    x22.intoArray(out, o2 + 2 * L);
    x23.intoArray(out, o2 + 3 * L);
    x30.intoArray(out, o3);
    x31.intoArray(out, o3 + L);
    x32.intoArray(out, o3 + 2 * L);
    x33.intoArray(out, o3 + 3 * L);
  }
}
