package sentiment.kernel;

import jdk.incubator.vector.FloatVector;
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
      int oi) {
    int si = startAt[first] + column;
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
      int[] startAt,
      int first,
      int column,
      float[] out,
      int oi,
      int oRow) {
    int s0 = startAt[first] + column;
    int s1 = startAt[first + 1] + column;
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

  @Override
  final void row(
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
      int oi) {
    for (int j = 0; j < panels; j += 2) {
      int k = Math.min(j + 1, panels - 1); // an odd panel is done twice
      int x = j * 4 * L;
      int y = k * 4 * L;
      pair(
          depth,
          a,
          ai,
          b,
          bi + j * bPanel,
          bi + k * bPanel,
          start,
          si + x,
          si + y,
          out,
          oi + x,
          oi + y);
    }
  }

  private static void pair(
      int depth,
      float[] a,
      int ai,
      float[] b,
      int bx,
      int by,
      float[] start,
      int sx,
      int sy,
      float[] out,
      int ox,
      int oy) {
    FloatVector x0 = FloatVector.fromArray(S, start, sx);
    FloatVector x1 = FloatVector.fromArray(S, start, sx + L);
    FloatVector x2 = FloatVector.fromArray(S, start, sx + 2 * L);
    FloatVector x3 = FloatVector.fromArray(S, start, sx + 3 * L);
    FloatVector y0 = FloatVector.fromArray(S, start, sy);
    FloatVector y1 = FloatVector.fromArray(S, start, sy + L);
    FloatVector y2 = FloatVector.fromArray(S, start, sy + 2 * L);
    FloatVector y3 = FloatVector.fromArray(S, start, sy + 3 * L);
    for (int p = 0; p < depth; p++) {
      int px = bx + p * 4 * L;
      int py = by + p * 4 * L;
      FloatVector v = FloatVector.broadcast(S, a[ai + p]);
      x0 = v.fma(FloatVector.fromArray(S, b, px), x0);
      x1 = v.fma(FloatVector.fromArray(S, b, px + L), x1);
      x2 = v.fma(FloatVector.fromArray(S, b, px + 2 * L), x2);
      x3 = v.fma(FloatVector.fromArray(S, b, px + 3 * L), x3);
      y0 = v.fma(FloatVector.fromArray(S, b, py), y0);
      y1 = v.fma(FloatVector.fromArray(S, b, py + L), y1);
      y2 = v.fma(FloatVector.fromArray(S, b, py + 2 * L), y2);
      y3 = v.fma(FloatVector.fromArray(S, b, py + 3 * L), y3);
    }
    x0.intoArray(out, ox);
    x1.intoArray(out, ox + L);
    x2.intoArray(out, ox + 2 * L);
    x3.intoArray(out, ox + 3 * L);
    y0.intoArray(out, oy);
    y1.intoArray(out, oy + L);
    y2.intoArray(out, oy + 2 * L);
    y3.intoArray(out, oy + 3 * L);
  }

  @Override
  final void cell(
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
      int unit) {
    if (activation == GateActivation.SIGMOID) {
      VectorCells.sigmoid(
          rows, sums, scratch, cells, ci, hidden, hi, hRow, output, outputAt, first, unit);
    } else {
      VectorCells.relu(rows, sums, cells, ci, hidden, hi, hRow, output, outputAt, first, unit);
    }
  }

  @Override
  final void cellKept(
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
      int unit) {
    VectorCells.kept(
        activation,
        rows,
        sums,
        gates,
        gatesAt,
        cells,
        beforeAt,
        afterAt,
        hidden,
        hi,
        output,
        outputAt,
        first,
        unit);
  }

  @Override
  final void cellBackward(
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
      int di) {
    VectorCells.backward(activation, units, gates, gi, cells, ci, before, bi, dHidden, dCell, di);
  }

  @Override
  final float scoreOfTanh(float[] values, int vi, float[] addend, int ai, float[] score, int n) {
    FloatVector sums = FloatVector.zero(S);
    int bound = S.loopBound(n);
    for (int i = 0; i < bound; i += L) {
      FloatVector y =
          VectorCells.tanh(
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
