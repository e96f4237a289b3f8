package sentiment.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * How many multiply-adds a core can do: the yardstick that the speed of matrix products is held
 * against. A loop of independent fused multiply-adds runs in registers, in the vectors that the
 * kernel works with, so loads, stores and latencies cost nothing.
 *
 * <p>In a JVM without the Vector API the loop is scalar, a multiplication and an addition each, as
 * in the kernel's own plain loops. The compiler may make vectors of those, which can then exceed
 * this yardstick.
 */
public final class MultiplyAddPeak {

  /** Enough to hide a latency of 4 cycles (x86, ARM) on 2 units, few enough for 16 registers. */
  private static final int ACCUMULATORS = 12;

  /** Steps of a call; many calls make the compiler compile the method, not just its loop. */
  private static final int STEPS = 2_000;

  private static final int WARM_UP_CALLS = 2_000;

  /** A scalar accumulator draws near {@code ADDEND / (1 - FACTOR) = 1}. */
  private static final float FACTOR = 0.999f;

  /** A vector accumulator, which is the sum's own register, grows by the product in each step. */
  private static final float ADDEND = 0.001f;

  private static final boolean IS_VECTOR = !(Tiles.BEST instanceof ScalarTiles);

  private MultiplyAddPeak() {}

  /** Width of the vectors in use, in bits; 32 for plain loops. */
  public static int vectorBits() {
    return lanes() * Float.SIZE;
  }

  private static int lanes() {
    return IS_VECTOR ? Tiles.BEST.lanes() : 1;
  }

  /** Lets the compiler finish with the loop, so that {@link #gflops} counts nothing else. */
  public static void warmUp() {
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      call(i);
    }
  }

  /**
   * Measures the calling thread, after {@link #warmUp}.
   *
   * @param nanos for how long, above 0
   * @return 10^9 floating-point operations a second of wall-clock time; a multiply-add is two
   */
  public static double gflops(long nanos) {
    long start = System.nanoTime();
    long calls = 0;
    long elapsed;
    do {
      call(calls);
      calls++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < nanos);
    return 2.0 * calls * STEPS * ACCUMULATORS * lanes() / elapsed;
  }

  /** Uses what the loop computes, so that none of it is left out. */
  private static void call(long number) {
    float start = 1 + number % 8;
    float sum = IS_VECTOR ? Vectors.loop(STEPS, start) : scalars(STEPS, start);
    if (!(sum > 0)) {
      throw new ArithmeticException("multiply-adds gave " + sum);
    }
  }

  private static float scalars(int steps, float start) {
    float x0 = start;
    float x1 = start + 1;
    float x2 = start + 2;
    float x3 = start + 3;
    float x4 = start + 4;
    float x5 = start + 5;
    float x6 = start + 6;
    float x7 = start + 7;
    float x8 = start + 8;
    float x9 = start + 9;
    float x10 = start + 10;
    float x11 = start + 11;
    for (int i = 0; i < steps; i++) {
      x0 = x0 * FACTOR + ADDEND;
      x1 = x1 * FACTOR + ADDEND;
      x2 = x2 * FACTOR + ADDEND;
      x3 = x3 * FACTOR + ADDEND;
      x4 = x4 * FACTOR + ADDEND;
      x5 = x5 * FACTOR + ADDEND;
      x6 = x6 * FACTOR + ADDEND;
      x7 = x7 * FACTOR + ADDEND;
      x8 = x8 * FACTOR + ADDEND;
      x9 = x9 * FACTOR + ADDEND;
      x10 = x10 * FACTOR + ADDEND;
      x11 = x11 * FACTOR + ADDEND;
    }
    return x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11;
  }

  /** A class of its own, as a JVM without the Vector API cannot load it. */
  private static final class Vectors {

    static float loop(int steps, float start) {
      FloatVector a = FloatVector.broadcast(VectorTiles.S, FACTOR);
      FloatVector b = FloatVector.broadcast(VectorTiles.S, ADDEND);
      FloatVector x0 = FloatVector.broadcast(VectorTiles.S, start);
      FloatVector x1 = FloatVector.broadcast(VectorTiles.S, start + 1);
      FloatVector x2 = FloatVector.broadcast(VectorTiles.S, start + 2);
      FloatVector x3 = FloatVector.broadcast(VectorTiles.S, start + 3);
      FloatVector x4 = FloatVector.broadcast(VectorTiles.S, start + 4);
      FloatVector x5 = FloatVector.broadcast(VectorTiles.S, start + 5);
      FloatVector x6 = FloatVector.broadcast(VectorTiles.S, start + 6);
      FloatVector x7 = FloatVector.broadcast(VectorTiles.S, start + 7);
      FloatVector x8 = FloatVector.broadcast(VectorTiles.S, start + 8);
      FloatVector x9 = FloatVector.broadcast(VectorTiles.S, start + 9);
      FloatVector x10 = FloatVector.broadcast(VectorTiles.S, start + 10);
      FloatVector x11 = FloatVector.broadcast(VectorTiles.S, start + 11);
      for (int i = 0; i < steps; i++) {
        x0 = a.fma(b, x0);
        x1 = a.fma(b, x1);
        x2 = a.fma(b, x2);
        x3 = a.fma(b, x3);
        x4 = a.fma(b, x4);
        x5 = a.fma(b, x5);
        x6 = a.fma(b, x6);
        x7 = a.fma(b, x7);
        x8 = a.fma(b, x8);
        x9 = a.fma(b, x9);
        x10 = a.fma(b, x10);
        x11 = a.fma(b, x11);
      }
      FloatVector sum = x0.add(x1).add(x2).add(x3).add(x4).add(x5);
      sum = sum.add(x6).add(x7).add(x8).add(x9).add(x10).add(x11);
      return sum.reduceLanes(VectorOperators.ADD);
    }
  }
}
