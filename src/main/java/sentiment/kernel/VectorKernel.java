package sentiment.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's kernel in the widest species of the machine. The register tile is 6 rows by 2
 * vectors: 12 accumulators, which fits the 16 registers of AVX2 and hides the latency of a
 * multiply-add on all widths.
 */
final class VectorKernel extends MatrixKernel {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  int panel() {
    return 2 * L;
  }

  @Override
  void tile(
      int rows,
      int k,
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      float[] c,
      int ci,
      int cRow) {
    if (rows == 1) {
      tile1(k, a, ai, aCol, b, bi, c, ci);
    } else {
      tile6(k, a, ai, aRow, aCol, b, bi, c, ci, cRow);
    }
  }

  private static void tile6(
      int k,
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      float[] c,
      int ci,
      int cRow) {
    int c1 = ci + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    int c4 = c3 + cRow;
    int c5 = c4 + cRow;
    FloatVector x0 = FloatVector.fromArray(S, c, ci);
    FloatVector y0 = FloatVector.fromArray(S, c, ci + L);
    FloatVector x1 = FloatVector.fromArray(S, c, c1);
    FloatVector y1 = FloatVector.fromArray(S, c, c1 + L);
    FloatVector x2 = FloatVector.fromArray(S, c, c2);
    FloatVector y2 = FloatVector.fromArray(S, c, c2 + L);
    FloatVector x3 = FloatVector.fromArray(S, c, c3);
    FloatVector y3 = FloatVector.fromArray(S, c, c3 + L);
    FloatVector x4 = FloatVector.fromArray(S, c, c4);
    FloatVector y4 = FloatVector.fromArray(S, c, c4 + L);
    FloatVector x5 = FloatVector.fromArray(S, c, c5);
    FloatVector y5 = FloatVector.fromArray(S, c, c5 + L);
    int at = ai;
    int bt = bi;
    for (int p = 0; p < k; p++) {
      FloatVector bx = FloatVector.fromArray(S, b, bt);
      FloatVector by = FloatVector.fromArray(S, b, bt + L);
      FloatVector v = FloatVector.broadcast(S, a[at]);
      x0 = v.fma(bx, x0);
      y0 = v.fma(by, y0);
      v = FloatVector.broadcast(S, a[at + aRow]);
      x1 = v.fma(bx, x1);
      y1 = v.fma(by, y1);
      v = FloatVector.broadcast(S, a[at + 2 * aRow]);
      x2 = v.fma(bx, x2);
      y2 = v.fma(by, y2);
      v = FloatVector.broadcast(S, a[at + 3 * aRow]);
      x3 = v.fma(bx, x3);
      y3 = v.fma(by, y3);
      v = FloatVector.broadcast(S, a[at + 4 * aRow]);
      x4 = v.fma(bx, x4);
      y4 = v.fma(by, y4);
      v = FloatVector.broadcast(S, a[at + 5 * aRow]);
      x5 = v.fma(bx, x5);
      y5 = v.fma(by, y5);
      at += aCol;
      bt += 2 * L;
    }
    x0.intoArray(c, ci);
    y0.intoArray(c, ci + L);
    x1.intoArray(c, c1);
    y1.intoArray(c, c1 + L);
    x2.intoArray(c, c2);
    y2.intoArray(c, c2 + L);
    x3.intoArray(c, c3);
    y3.intoArray(c, c3 + L);
    x4.intoArray(c, c4);
    y4.intoArray(c, c4 + L);
    x5.intoArray(c, c5);
    y5.intoArray(c, c5 + L);
  }

  /** One row; two steps at a time, so that four chains of multiply-adds overlap. */
  private static void tile1(
      int k, float[] a, int ai, int aCol, float[] b, int bi, float[] c, int ci) {
    FloatVector x = FloatVector.fromArray(S, c, ci);
    FloatVector y = FloatVector.fromArray(S, c, ci + L);
    FloatVector x2 = FloatVector.zero(S);
    FloatVector y2 = FloatVector.zero(S);
    int at = ai;
    int bt = bi;
    int p = 0;
    for (; p + 1 < k; p += 2) {
      FloatVector v = FloatVector.broadcast(S, a[at]);
      x = v.fma(FloatVector.fromArray(S, b, bt), x);
      y = v.fma(FloatVector.fromArray(S, b, bt + L), y);
      FloatVector w = FloatVector.broadcast(S, a[at + aCol]);
      x2 = w.fma(FloatVector.fromArray(S, b, bt + 2 * L), x2);
      y2 = w.fma(FloatVector.fromArray(S, b, bt + 3 * L), y2);
      at += 2 * aCol;
      bt += 4 * L;
    }
    if (p < k) {
      FloatVector v = FloatVector.broadcast(S, a[at]);
      x = v.fma(FloatVector.fromArray(S, b, bt), x);
      y = v.fma(FloatVector.fromArray(S, b, bt + L), y);
    }
    x.add(x2).intoArray(c, ci);
    y.add(y2).intoArray(c, ci + L);
  }

  private static FloatVector tanh(FloatVector value) {
    FloatVector x = value.min(Activations.TANH_LIMIT).max(-Activations.TANH_LIMIT);
    FloatVector s = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, Activations.A13);
    p = p.fma(s, FloatVector.broadcast(S, Activations.A11));
    p = p.fma(s, FloatVector.broadcast(S, Activations.A9));
    p = p.fma(s, FloatVector.broadcast(S, Activations.A7));
    p = p.fma(s, FloatVector.broadcast(S, Activations.A5));
    p = p.fma(s, FloatVector.broadcast(S, Activations.A3));
    p = p.fma(s, FloatVector.broadcast(S, Activations.A1));
    FloatVector q = FloatVector.broadcast(S, Activations.B6);
    q = q.fma(s, FloatVector.broadcast(S, Activations.B4));
    q = q.fma(s, FloatVector.broadcast(S, Activations.B2));
    q = q.fma(s, FloatVector.broadcast(S, Activations.B0));
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
  void cell(
      GateActivation activation,
      int rows,
      int hidden,
      float[] gates,
      int gi,
      float[] previous,
      int pi,
      int withPrevious,
      float[] cells,
      int ci,
      float[] out,
      int oi,
      int outRow) {
    boolean sigmoid = activation == GateActivation.SIGMOID;
    int bound = S.loopBound(hidden);
    for (int r = 0; r < rows; r++) {
      int g = gi + r * 4 * hidden;
      int p = r < withPrevious ? pi + r * hidden : -1;
      int c = ci + r * hidden;
      int o = oi + r * outRow;
      for (int j = 0; j < bound; j += L) {
        FloatVector in = gate(sigmoid, FloatVector.fromArray(S, gates, g + j));
        FloatVector forget = gate(sigmoid, FloatVector.fromArray(S, gates, g + hidden + j));
        FloatVector block = tanh(FloatVector.fromArray(S, gates, g + 2 * hidden + j));
        FloatVector output = gate(sigmoid, FloatVector.fromArray(S, gates, g + 3 * hidden + j));
        FloatVector cell = in.mul(block);
        if (p >= 0) {
          cell = forget.fma(FloatVector.fromArray(S, previous, p + j), cell);
        }
        in.intoArray(gates, g + j);
        forget.intoArray(gates, g + hidden + j);
        block.intoArray(gates, g + 2 * hidden + j);
        output.intoArray(gates, g + 3 * hidden + j);
        cell.intoArray(cells, c + j);
        output.mul(tanh(cell)).intoArray(out, o + j);
      }
      ScalarKernel.cellRow(activation, bound, hidden, gates, g, previous, p, cells, c, out, o);
    }
  }

  @Override
  void cellBackward(
      GateActivation activation,
      int rows,
      int hidden,
      float[] gates,
      int gi,
      float[] previous,
      int pi,
      int withPrevious,
      float[] cells,
      int ci,
      float[] dHidden,
      float[] dCell,
      float[] dGates) {
    boolean sigmoid = activation == GateActivation.SIGMOID;
    int bound = S.loopBound(hidden);
    for (int r = 0; r < rows; r++) {
      int g = gi + r * 4 * hidden;
      int p = r < withPrevious ? pi + r * hidden : -1;
      int c = ci + r * hidden;
      int d = r * hidden;
      for (int j = 0; j < bound; j += L) {
        FloatVector in = FloatVector.fromArray(S, gates, g + j);
        FloatVector forget = FloatVector.fromArray(S, gates, g + hidden + j);
        FloatVector block = FloatVector.fromArray(S, gates, g + 2 * hidden + j);
        FloatVector output = FloatVector.fromArray(S, gates, g + 3 * hidden + j);
        FloatVector tanh = tanh(FloatVector.fromArray(S, cells, c + j));
        FloatVector dh = FloatVector.fromArray(S, dHidden, d + j);
        FloatVector throughTanh = dh.mul(output);
        FloatVector dc =
            FloatVector.fromArray(S, dCell, d + j)
                .add(throughTanh.sub(throughTanh.mul(tanh.mul(tanh))));
        dc.mul(block).mul(gateSlope(sigmoid, in)).intoArray(dGates, g + j);
        if (p >= 0) {
          dc.mul(FloatVector.fromArray(S, previous, p + j))
              .mul(gateSlope(sigmoid, forget))
              .intoArray(dGates, g + hidden + j);
        } else {
          FloatVector.zero(S).intoArray(dGates, g + hidden + j);
        }
        FloatVector dBlock = dc.mul(in);
        dBlock.sub(dBlock.mul(block.mul(block))).intoArray(dGates, g + 2 * hidden + j);
        dh.mul(tanh).mul(gateSlope(sigmoid, output)).intoArray(dGates, g + 3 * hidden + j);
        dc.mul(forget).intoArray(dCell, d + j);
      }
      ScalarKernel.cellBackwardRow(
          activation, bound, hidden, gates, g, previous, p, cells, c, dHidden, dCell, d, dGates);
    }
  }

  @Override
  void tanhOfSum(float[] values, int vi, float[] addend, int ai, int n) {
    int bound = S.loopBound(n);
    for (int i = 0; i < bound; i += L) {
      tanh(FloatVector.fromArray(S, values, vi + i).add(FloatVector.fromArray(S, addend, ai + i)))
          .intoArray(values, vi + i);
    }
    for (int i = bound; i < n; i++) {
      values[vi + i] = Activations.tanh(values[vi + i] + addend[ai + i]);
    }
  }

  @Override
  float dot(float[] a, int ai, float[] b, int bi, int n) {
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
  void addScaled(float factor, float[] x, int xi, float[] y, int yi, int n) {
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
