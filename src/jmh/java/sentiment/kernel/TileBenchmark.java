package sentiment.kernel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One register tile of a product, its operands in the first-level cache. */
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class TileBenchmark {

  private static final Tiles TILES = Tiles.BEST;

  /** No more than the species' largest tile; vectors of 32 registers have 6. */
  @Param({"6", "4", "2", "1"})
  int rows;

  @Param({"64", "128"})
  int depth;

  private float[] left;
  private float[] right;
  private float[] sums;
  private int[] sumsAt;

  @Setup
  public void makeOperands() {
    RandomFloats floats = new RandomFloats();
    rows = Math.min(rows, TILES.rows());
    left = floats.array(rows * Tiles.STRIDE);
    right = floats.array(depth * TILES.panel());
    sums = new float[rows * TILES.panel()];
    sumsAt = new int[rows];
    Arrays.setAll(sumsAt, row -> row * TILES.panel());
  }

  @Benchmark
  public float[] product(Arithmetic arithmetic) {
    int panel = TILES.panel();
    TILES.product(rows, depth, left, 0, right, 0, sums, sumsAt, 0, 0, sums, 0, panel);
    arithmetic.product(rows, depth, panel);
    return sums;
  }
}
