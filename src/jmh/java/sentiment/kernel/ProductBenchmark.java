package sentiment.kernel;

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

/** A whole product, of the size of the second layer's input: tiles and the memory they come from. */
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ProductBenchmark {

  private static final int DEPTH = 256;
  private static final int COLUMNS = 512;

  @Param({"6", "24", "288"})
  int rows;

  private final Product product = new Product();
  private float[] left;
  private PackedMatrix right;
  private float[] bias;
  private float[] out;

  @Setup
  public void makeOperands() {
    RandomFloats floats = new RandomFloats();
    left = floats.array(rows * DEPTH);
    right = PackedMatrix.of(floats.array(DEPTH * COLUMNS), DEPTH, COLUMNS);
    bias = floats.array(COLUMNS);
    out = new float[rows * COLUMNS];
  }

  @Benchmark
  public float[] compute(Arithmetic arithmetic) {
    product.compute(rows, left, 0, DEPTH, 1, right, bias, 0, 0, out, 0, COLUMNS);
    arithmetic.product(rows, DEPTH, COLUMNS);
    return out;
  }
}
