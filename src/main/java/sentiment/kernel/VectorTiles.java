package sentiment.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** What the Vector API's implementations share: all but the register tiles. */
abstract class VectorTiles extends Tiles {

  static final VectorSpecies<Float> S = species(Species.wantedBits());
  static final int L = S.length();

  private static VectorSpecies<Float> species(@Nullable Integer bits) {
    return bits == null
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /** AVX-512 and NEON have them, AVX2 and SSE have 16. */
  static boolean has32Registers() {
    return S.vectorBitSize() == 512 || System.getProperty("os.arch", "").equals("aarch64");
  }

  @Override
  final int lanes() {
    return L;
  }

  static void tile1(
      int depth, float[] a, int ai, float[] b, int bi, float[] start, int si, float[] out, int oi) {
    FloatVector x0 = FloatVector.fromArray(S, start, si);
    FloatVector x1 = FloatVector.fromArray(S, start, si + L);
    FloatVector x2 = FloatVector.fromArray(S, start, si + 2 * L);
    FloatVector x3 = FloatVector.fromArray(S, start, si + 3 * L);
    for (int p = 0; p < depth; p++) {
      int bp = bi + p * 4 * L;
      FloatVector v = FloatVector.broadcast(S, a[ai + p]);
      x0 = v.fma(FloatVector.fromArray(S, b, bp), x0);
      x1 = v.fma(FloatVector.fromArray(S, b, bp + L), x1);
      x2 = v.fma(FloatVector.fromArray(S, b, bp + 2 * L), x2);
      x3 = v.fma(FloatVector.fromArray(S, b, bp + 3 * L), x3);
    }
    x0.intoArray(out, oi);
    x1.intoArray(out, oi + L);
    x2.intoArray(out, oi + 2 * L);
    x3.intoArray(out, oi + 3 * L);
  }

  static void tile2(
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

  private static FloatVector tanh(FloatVector value) {
    FloatVector limit = FloatVector.broadcast(S, Activations.TANH_LIMIT);
    FloatVector floor = FloatVector.broadcast(S, -Activations.TANH_LIMIT);
    FloatVector x = value.blend(limit, value.compare(VectorOperators.GT, limit));
    x = x.blend(floor, x.compare(VectorOperators.LT, floor));
    FloatVector s = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, Activations.P4);
    p = p.fma(s, FloatVector.broadcast(S, Activations.P3));
    p = p.fma(s, FloatVector.broadcast(S, Activations.P2));
    p = p.fma(s, FloatVector.broadcast(S, Activations.P1));
    p = p.fma(s, FloatVector.broadcast(S, Activations.P0));
    FloatVector q = FloatVector.broadcast(S, Activations.Q3);
    q = q.fma(s, FloatVector.broadcast(S, Activations.Q2));
    q = q.fma(s, FloatVector.broadcast(S, Activations.Q1));
    q = q.fma(s, FloatVector.broadcast(S, 1));
    return x.mul(p).div(q);
  }

  private static FloatVector gate(boolean sigmoid, FloatVector x) {
    return sigmoid ? tanh(x.mul(0.5f)).mul(0.5f).add(0.5f) : x.max(0f);
  }

  private static FloatVector gateSlope(boolean sigmoid, FloatVector y) {
    if (sigmoid) {
      return y.sub(y.mul(y));
    }
    VectorMask<Float> open = y.compare(VectorOperators.GT, 0f);
    return FloatVector.zero(S).blend(1f, open);
  }

  @Override
  final void cell(
      GateActivation activation,
      int rows,
      float[] sums,
      float[] pre,
      int[] preAt,
      int first,
      int column,
      boolean keep,
      float[] cells,
      int ci,
      int cRow,
      float[] hidden,
      int hi) {
    boolean sigmoid = activation == GateActivation.SIGMOID;
    if (sigmoid && !keep) {
      sigmoidRows(rows, sums, pre, preAt, first, column, cells, ci, cRow, hidden, hi);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int at = preAt[first + r] + column;
      int c = ci + r * cRow;
      cellRow(sigmoid, sums, r * 4 * L, pre, at, keep, cells, c, hidden, hi + r * STRIDE);
    }
  }

  private static void cellRow(
      boolean sigmoid,
      float[] sums,
      int si,
      float[] pre,
      int at,
      boolean keep,
      float[] cells,
      int ci,
      float[] hidden,
      int hi) {
    FloatVector in = gate(sigmoid, sum(sums, si, pre, at));
    FloatVector forget = gate(sigmoid, sum(sums, si + L, pre, at + L));
    FloatVector block = tanh(sum(sums, si + 2 * L, pre, at + 2 * L));
    FloatVector output = gate(sigmoid, sum(sums, si + 3 * L, pre, at + 3 * L));
    FloatVector cell = forget.fma(FloatVector.fromArray(S, cells, ci), in.mul(block));
    if (keep) {
      in.intoArray(pre, at);
      forget.intoArray(pre, at + L);
      block.intoArray(pre, at + 2 * L);
      output.intoArray(pre, at + 3 * L);
    }
    cell.intoArray(cells, ci);
    output.mul(tanh(cell)).intoArray(hidden, hi);
  }

  /**
   * The same for sigmoid gates with two divisions in place of five: with tanh(x) = n/q, a gate is
   * (q + n) / 2q, and fractions are multiplied and added before they are divided. Written out,
   * since a call that the compiler does not inline costs more than a row; bounds by comparison,
   * since min and max make six instructions of Java's rules for zeros.
   */
  private static void sigmoidRows(
      int rows,
      float[] sums,
      float[] pre,
      int[] preAt,
      int first,
      int column,
      float[] cells,
      int ci,
      int cRow,
      float[] hidden,
      int hi) {
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector limit = FloatVector.broadcast(S, Activations.TANH_LIMIT);
    FloatVector floor = FloatVector.broadcast(S, -Activations.TANH_LIMIT);
    FloatVector p0 = FloatVector.broadcast(S, Activations.P0);
    FloatVector p1 = FloatVector.broadcast(S, Activations.P1);
    FloatVector p2 = FloatVector.broadcast(S, Activations.P2);
    FloatVector p3 = FloatVector.broadcast(S, Activations.P3);
    FloatVector p4 = FloatVector.broadcast(S, Activations.P4);
    FloatVector q1 = FloatVector.broadcast(S, Activations.Q1);
    FloatVector q2 = FloatVector.broadcast(S, Activations.Q2);
    FloatVector q3 = FloatVector.broadcast(S, Activations.Q3);
    for (int r = 0; r < rows; r++) {
      int si = r * 4 * L;
      int at = preAt[first + r] + column;
      int c = ci + r * cRow;
      FloatVector x;
      FloatVector s;
      x = FloatVector.fromArray(S, sums, si).add(FloatVector.fromArray(S, pre, at));
      x = x.mul(0.5f);
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      s = x.mul(x);
      FloatVector inBelow = q3.fma(s, q2).fma(s, q1).fma(s, one);
      FloatVector in = p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
      x = FloatVector.fromArray(S, sums, si + L).add(FloatVector.fromArray(S, pre, at + L));
      x = x.mul(0.5f);
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      s = x.mul(x);
      FloatVector forgetBelow = q3.fma(s, q2).fma(s, q1).fma(s, one);
      FloatVector forget = p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
      x = FloatVector.fromArray(S, sums, si + 2 * L).add(FloatVector.fromArray(S, pre, at + 2 * L));
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      s = x.mul(x);
      FloatVector blockBelow = q3.fma(s, q2).fma(s, q1).fma(s, one);
      FloatVector block = p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
      FloatVector freshBelow = inBelow.mul(blockBelow);
      FloatVector fresh = in.add(inBelow).mul(block);
      FloatVector kept = forget.add(forgetBelow).mul(FloatVector.fromArray(S, cells, c));
      FloatVector below = freshBelow.mul(forgetBelow);
      FloatVector cell = kept.fma(freshBelow, fresh.mul(forgetBelow)).div(below.add(below));
      cell.intoArray(cells, c);
      x = FloatVector.fromArray(S, sums, si + 3 * L).add(FloatVector.fromArray(S, pre, at + 3 * L));
      x = x.mul(0.5f);
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      s = x.mul(x);
      FloatVector outputBelow = q3.fma(s, q2).fma(s, q1).fma(s, one);
      FloatVector output = p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
      x = cell;
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      s = x.mul(x);
      FloatVector squashedBelow = q3.fma(s, q2).fma(s, q1).fma(s, one);
      FloatVector squashed = p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
      below = outputBelow.mul(squashedBelow);
      output
          .add(outputBelow)
          .mul(squashed)
          .div(below.add(below))
          .intoArray(hidden, hi + r * STRIDE);
    }
  }

  private static FloatVector sum(float[] sums, int si, float[] pre, int at) {
    return FloatVector.fromArray(S, sums, si).add(FloatVector.fromArray(S, pre, at));
  }

  @Override
  final void cellBackward(
      GateActivation activation,
      float[] gates,
      int gi,
      float[] cells,
      int ci,
      float[] before,
      int bi,
      float[] dHidden,
      float[] dCell,
      int di) {
    boolean sigmoid = activation == GateActivation.SIGMOID;
    FloatVector in = FloatVector.fromArray(S, gates, gi);
    FloatVector forget = FloatVector.fromArray(S, gates, gi + L);
    FloatVector block = FloatVector.fromArray(S, gates, gi + 2 * L);
    FloatVector output = FloatVector.fromArray(S, gates, gi + 3 * L);
    FloatVector tanh = tanh(FloatVector.fromArray(S, cells, ci));
    FloatVector dh = FloatVector.fromArray(S, dHidden, di);
    FloatVector throughTanh = dh.mul(output);
    FloatVector dc =
        FloatVector.fromArray(S, dCell, di).add(throughTanh.sub(throughTanh.mul(tanh.mul(tanh))));
    dc.mul(block).mul(gateSlope(sigmoid, in)).intoArray(gates, gi);
    dc.mul(FloatVector.fromArray(S, before, bi))
        .mul(gateSlope(sigmoid, forget))
        .intoArray(gates, gi + L);
    FloatVector dBlock = dc.mul(in);
    dBlock.sub(dBlock.mul(block.mul(block))).intoArray(gates, gi + 2 * L);
    dh.mul(tanh).mul(gateSlope(sigmoid, output)).intoArray(gates, gi + 3 * L);
    dc.mul(forget).intoArray(dCell, di);
  }

  @Override
  final float scoreOfTanh(float[] values, int vi, float[] addend, int ai, float[] score, int n) {
    FloatVector sums = FloatVector.zero(S);
    int bound = S.loopBound(n);
    for (int i = 0; i < bound; i += L) {
      FloatVector y =
          tanh(
              FloatVector.fromArray(S, values, vi + i)
                  .add(FloatVector.fromArray(S, addend, ai + i)));
      y.intoArray(values, vi + i);
      sums = y.fma(FloatVector.fromArray(S, score, i), sums);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (int i = bound; i < n; i++) {
      values[vi + i] = Activations.tanh(values[vi + i] + addend[ai + i]);
      sum += values[vi + i] * score[i];
    }
    return sum;
  }

  @Override
  final float dot(float[] a, int ai, float[] b, int bi, int n) {
    FloatVector sums = FloatVector.zero(S);
    int bound = S.loopBound(n);
    for (int i = 0; i < bound; i += L) {
      sums = FloatVector.fromArray(S, a, ai + i).fma(FloatVector.fromArray(S, b, bi + i), sums);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD);
    for (int i = bound; i < n; i++) {
      sum += a[ai + i] * b[bi + i];
    }
    return sum;
  }

  @Override
  final void addScaled(float factor, float[] x, int xi, float[] y, int yi, int n) {
    FloatVector scale = FloatVector.broadcast(S, factor);
    int bound = S.loopBound(n);
    for (int i = 0; i < bound; i += L) {
      scale
          .fma(FloatVector.fromArray(S, x, xi + i), FloatVector.fromArray(S, y, yi + i))
          .intoArray(y, yi + i);
    }
    for (int i = bound; i < n; i++) {
      y[yi + i] += factor * x[xi + i];
    }
  }
}
