package sentiment.kernel;

import static sentiment.kernel.Tiles.STRIDE;
import static sentiment.kernel.VectorTiles.L;
import static sentiment.kernel.VectorTiles.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The cells' arithmetic with the Vector API. Loops are short, step through arrays by constants, so
 * that their bounds are checked once before them, and write the approximation of {@link
 * Activations} out, since a call that the compiler does not inline costs more than a row. Values
 * are bounded by comparison: that takes fewer instructions than Java's rules for the minimum of two
 * zeros, and leaves NaN alone, which must not become a score.
 */
final class VectorCells {

  private VectorCells() {}

  /**
   * {@link Tiles#cell} for sigmoid gates, with two divisions in place of five: with tanh(x) = n/q,
   * a gate is (q + n) / 2q, and fractions are multiplied and added before they are divided.
   */
  static void sigmoid(
      int rows,
      float[] sums,
      float[] below,
      float[] cells,
      int ci,
      float[] hidden,
      int hi,
      int hRow,
      float[] output,
      int[] outputAt,
      int first,
      int unit) {
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
    int n = rows * 4 * L;
    for (int k = 0; k < n; k += L) {
      FloatVector x = FloatVector.fromArray(S, sums, k);
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      FloatVector s = x.mul(x);
      q3.fma(s, q2).fma(s, q1).fma(s, one).intoArray(below, k);
      p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x).intoArray(sums, k);
    }
    for (int r = 0; r < rows; r++) {
      int k = r * 4 * L;
      FloatVector inBelow = FloatVector.fromArray(S, below, k);
      FloatVector forgetBelow = FloatVector.fromArray(S, below, k + L);
      FloatVector block = FloatVector.fromArray(S, sums, k + 2 * L);
      FloatVector freshBelow = inBelow.mul(FloatVector.fromArray(S, below, k + 2 * L));
      FloatVector fresh = FloatVector.fromArray(S, sums, k).add(inBelow).mul(block);
      FloatVector kept =
          FloatVector.fromArray(S, sums, k + L)
              .add(forgetBelow)
              .mul(FloatVector.fromArray(S, cells, ci + r * L));
      FloatVector q = freshBelow.mul(forgetBelow);
      kept.fma(freshBelow, fresh.mul(forgetBelow)).div(q.add(q)).intoArray(cells, ci + r * L);
    }
    for (int r = 0; r < rows; r++) {
      FloatVector x = FloatVector.fromArray(S, cells, ci + r * L);
      x = x.blend(limit, x.compare(VectorOperators.GT, limit));
      x = x.blend(floor, x.compare(VectorOperators.LT, floor));
      FloatVector s = x.mul(x);
      FloatVector squashed = p4.fma(s, p3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
      FloatVector outBelow = FloatVector.fromArray(S, below, r * 4 * L + 3 * L);
      FloatVector out = FloatVector.fromArray(S, sums, r * 4 * L + 3 * L).add(outBelow);
      FloatVector q = q3.fma(s, q2).fma(s, q1).fma(s, one).mul(outBelow);
      FloatVector h = out.mul(squashed).div(q.add(q));
      h.intoArray(hidden, hi + r * hRow);
      h.intoArray(output, outputAt[first + r] + unit);
    }
  }

  /** {@link Tiles#cell} for rectified gates. */
  static void relu(
      int rows,
      float[] sums,
      float[] cells,
      int ci,
      float[] hidden,
      int hi,
      int hRow,
      float[] output,
      int[] outputAt,
      int first,
      int unit) {
    rectify(rows, sums);
    for (int r = 0; r < rows; r++) {
      int k = r * 4 * L;
      FloatVector fresh =
          FloatVector.fromArray(S, sums, k).mul(FloatVector.fromArray(S, sums, k + 2 * L));
      FloatVector.fromArray(S, sums, k + L)
          .fma(FloatVector.fromArray(S, cells, ci + r * L), fresh)
          .intoArray(cells, ci + r * L);
    }
    for (int r = 0; r < rows; r++) {
      FloatVector h =
          tanh(FloatVector.fromArray(S, cells, ci + r * L))
              .mul(FloatVector.fromArray(S, sums, r * 4 * L + 3 * L));
      h.intoArray(hidden, hi + r * hRow);
      h.intoArray(output, outputAt[first + r] + unit);
    }
  }

  /** {@link Tiles#cellKept}. */
  static void kept(
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
    if (activation == GateActivation.SIGMOID) {
      squash(rows, sums);
    } else {
      rectify(rows, sums);
    }
    for (int r = 0; r < rows; r++) {
      int k = r * 4 * L;
      int g = gatesAt[first + r] + 4 * unit;
      FloatVector in = FloatVector.fromArray(S, sums, k);
      FloatVector forget = FloatVector.fromArray(S, sums, k + L);
      FloatVector block = FloatVector.fromArray(S, sums, k + 2 * L);
      in.intoArray(gates, g);
      forget.intoArray(gates, g + L);
      block.intoArray(gates, g + 2 * L);
      FloatVector.fromArray(S, sums, k + 3 * L).intoArray(gates, g + 3 * L);
      forget
          .fma(FloatVector.fromArray(S, cells, beforeAt[first + r] + unit), in.mul(block))
          .intoArray(cells, afterAt[first + r] + unit);
    }
    for (int r = 0; r < rows; r++) {
      FloatVector h =
          tanh(FloatVector.fromArray(S, cells, afterAt[first + r] + unit))
              .mul(FloatVector.fromArray(S, sums, r * 4 * L + 3 * L));
      h.intoArray(hidden, hi + r * STRIDE);
      h.intoArray(output, outputAt[first + r] + unit);
    }
  }

  /** Replaces pre-activations by the activations of sigmoid gates and block input. */
  private static void squash(int rows, float[] sums) {
    int n = rows * 4 * L;
    for (int k = 0; k < n; k += L) {
      tanh(FloatVector.fromArray(S, sums, k)).intoArray(sums, k);
    }
    FloatVector half = FloatVector.broadcast(S, 0.5f);
    for (int r = 0; r < rows; r++) {
      int k = r * 4 * L;
      half.fma(FloatVector.fromArray(S, sums, k), half).intoArray(sums, k);
      half.fma(FloatVector.fromArray(S, sums, k + L), half).intoArray(sums, k + L);
      half.fma(FloatVector.fromArray(S, sums, k + 3 * L), half).intoArray(sums, k + 3 * L);
    }
  }

  /** Replaces pre-activations by the activations of rectified gates and block input. */
  private static void rectify(int rows, float[] sums) {
    for (int r = 0; r < rows; r++) {
      int k = r * 4 * L;
      tanh(FloatVector.fromArray(S, sums, k + 2 * L)).intoArray(sums, k + 2 * L);
      FloatVector in = FloatVector.fromArray(S, sums, k);
      FloatVector forget = FloatVector.fromArray(S, sums, k + L);
      FloatVector out = FloatVector.fromArray(S, sums, k + 3 * L);
      in.blend(0, in.compare(VectorOperators.LT, 0)).intoArray(sums, k);
      forget.blend(0, forget.compare(VectorOperators.LT, 0)).intoArray(sums, k + L);
      out.blend(0, out.compare(VectorOperators.LT, 0)).intoArray(sums, k + 3 * L);
    }
  }

  static FloatVector tanh(FloatVector value) {
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

  /** {@link Tiles#cellBackward}. */
  static void backward(
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
    boolean sigmoid = activation == GateActivation.SIGMOID;
    for (int u = 0; u < units; u += L) {
      int g = gi + 4 * u;
      FloatVector in = FloatVector.fromArray(S, gates, g);
      FloatVector forget = FloatVector.fromArray(S, gates, g + L);
      FloatVector block = FloatVector.fromArray(S, gates, g + 2 * L);
      FloatVector output = FloatVector.fromArray(S, gates, g + 3 * L);
      FloatVector tanh = tanh(FloatVector.fromArray(S, cells, ci + u));
      FloatVector dh = FloatVector.fromArray(S, dHidden, di + u);
      FloatVector throughTanh = dh.mul(output);
      FloatVector dc =
          FloatVector.fromArray(S, dCell, di + u)
              .add(throughTanh.sub(throughTanh.mul(tanh.mul(tanh))));
      dc.mul(block).mul(slope(sigmoid, in)).intoArray(gates, g);
      dc.mul(FloatVector.fromArray(S, before, bi + u))
          .mul(slope(sigmoid, forget))
          .intoArray(gates, g + L);
      FloatVector dBlock = dc.mul(in);
      dBlock.sub(dBlock.mul(block.mul(block))).intoArray(gates, g + 2 * L);
      dh.mul(tanh).mul(slope(sigmoid, output)).intoArray(gates, g + 3 * L);
      dc.mul(forget).intoArray(dCell, di + u);
    }
  }

  private static FloatVector slope(boolean sigmoid, FloatVector y) {
    if (sigmoid) {
      return y.sub(y.mul(y));
    }
    VectorMask<Float> open = y.compare(VectorOperators.GT, 0f);
    return FloatVector.zero(S).blend(1f, open);
  }
}
