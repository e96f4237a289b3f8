package sentiment.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts multiplications and additions; per nanosecond they are GFLOP/s. */
@AuxCounters
@State(Scope.Thread)
public class Arithmetic {

  public long flops;

  /** A product of matrices {@code [m][k] x [k][n]} was made. */
  void product(int m, int k, int n) {
    flops += 2L * m * k * n;
  }
}
