package sentiment.kernel;

import java.util.Arrays;
import java.util.Random;
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

/** One direction of one layer of the tutorial's size, over sequences of 20 to 200 tokens. */
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class LayerBenchmark {

  private static final int HIDDEN = 128;

  /** 128 is the first layer's, 256 the second's. */
  @Param({"128", "256"})
  int input;

  @Param({"1", "32"})
  int sequences;

  private final Lstm.State state = new Lstm.State();
  private SequenceBatch batch;
  private Lstm lstm;
  private float[] values; // [tokens][input]
  private float[] table; // [tokens][gateWidth]
  private int[] ids; // [tokens]
  private float[] output; // [tokens][HIDDEN]
  private float[] dOutput; // [tokens][HIDDEN]
  private float[] dInput; // [tokens][input]

  @Setup
  public void makeOperands() {
    RandomFloats floats = new RandomFloats();
    batch = SequenceBatch.of(new Random(1).ints(sequences, 20, 201).toArray());
    lstm =
        new Lstm(
            floats.array(input * 4 * HIDDEN),
            floats.array(HIDDEN * 4 * HIDDEN),
            floats.array(4 * HIDDEN),
            GateActivation.SIGMOID,
            false);
    values = floats.array(batch.tokens() * input);
    table = lstm.table(values);
    ids = new int[batch.tokens()];
    Arrays.setAll(ids, i -> i);
    output = new float[batch.tokens() * HIDDEN];
    dOutput = floats.array(output.length);
    dInput = new float[values.length];
  }

  /** Scoring's pass. */
  @Benchmark
  public float[] forward(Arithmetic arithmetic) {
    lstm.forward(batch, values, false, state, output, 0, HIDDEN);
    arithmetic.product(batch.tokens(), input + HIDDEN, 4 * HIDDEN);
    return output;
  }

  /** Scoring's pass where input products are known: the recurrence alone. */
  @Benchmark
  public float[] forwardByTable(Arithmetic arithmetic) {
    lstm.forward(batch, table, ids, state, output, 0, HIDDEN);
    arithmetic.product(batch.tokens(), HIDDEN, 4 * HIDDEN);
    return output;
  }

  /** Training's two passes; the gradients of inputs and of weights are as much work as a pass. */
  @Benchmark
  public float[] forwardAndBackward(Arithmetic arithmetic) {
    lstm.forward(batch, values, true, state, output, 0, HIDDEN);
    LstmGradients gradients = new LstmGradients(lstm);
    gradients.backward(batch, values, state, output, dOutput, 0, HIDDEN, dInput);
    arithmetic.product(3 * batch.tokens(), input + HIDDEN, 4 * HIDDEN);
    return gradients.kernel();
  }
}
