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

/** The cell update of one tile: five activations for each hidden unit. */
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class CellBenchmark {

  private static final Tiles TILES = Tiles.BEST;

  @Param({"6", "4", "2", "1"})
  int rows;

  @Param({"SIGMOID", "RELU"})
  GateActivation gates;

  private float[] operands;
  private float[] sums;
  private float[] scratch;
  private float[] cells;
  private float[] hidden;
  private float[] output;
  private int[] outputAt;

  @Setup
  public void makeOperands() {
    RandomFloats floats = new RandomFloats();
    rows = Math.min(rows, TILES.rows());
    operands = floats.array(rows * TILES.panel());
    sums = operands.clone();
    scratch = new float[sums.length];
    cells = new float[rows * TILES.lanes()];
    hidden = new float[rows * Tiles.STRIDE];
    output = new float[cells.length];
    outputAt = new int[rows];
    Arrays.setAll(outputAt, row -> row * TILES.lanes());
  }

  /** Begins with a copy of its operands, as it uses them up. */
  @Benchmark
  public float[] cell() {
    System.arraycopy(operands, 0, sums, 0, sums.length);
    System.arraycopy(operands, 0, cells, 0, cells.length);
    int stride = Tiles.STRIDE;
    TILES.cell(
        gates, rows, sums, scratch, cells, 0, hidden, 0, stride, output, outputAt, 0, 0);
    return hidden;
  }
}
