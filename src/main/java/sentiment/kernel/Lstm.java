package sentiment.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an LSTM layer over a ragged batch, without peepholes:
 *
 * <pre>
 *   i, f, o = gate(x W + h U + b)    g = tanh(x W + h U + b)
 *   c = f * c_before + i * g         h = o * tanh(c)
 * </pre>
 *
 * Gates lie in Keras' order i, f, g, o. The reverse direction starts each sequence at its own end.
 * Immutable; what a pass leaves behind lies in a {@link State}, which one thread uses at a time.
 */
public final class Lstm {

  private static final Tiles TILES = Tiles.BEST;

  /** Tokens whose input product is made at a time; their gates stay in the second-level cache. */
  private static final int BLOCK_TOKENS = 288;

  final int inputSize;
  final int hiddenSize;
  final int units; // hidden, filled up to whole vectors
  final GateActivation activation;
  final boolean reverse;
  private final float[] kernelValues;
  private final float[] recurrentValues;
  private @Nullable PackedMatrix kernelTransposed; // [4 * units][input], made when asked for
  private @Nullable PackedMatrix recurrentTransposed; // [4 * units][hidden]
  private final PackedMatrix kernel; // [input][4 * units]
  private final LstmStep recurrence;
  private final float[] bias; // [4 * units]

  /**
   * Of weights that are not copied and must not change from here on.
   *
   * @param kernel {@code [input][4 * hidden]}
   * @param recurrent {@code [hidden][4 * hidden]}
   * @param bias {@code [4 * hidden]}
   * @param reverse whether sequences are read from their end
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  public Lstm(
      float[] kernel, float[] recurrent, float[] bias, GateActivation activation, boolean reverse) {
    this.hiddenSize = bias.length / 4;
    this.inputSize = hiddenSize == 0 ? 0 : kernel.length / bias.length;
    if (inputSize == 0
        || bias.length != 4 * hiddenSize
        || kernel.length != inputSize * bias.length
        || recurrent.length != hiddenSize * bias.length) {
      throw new IllegalArgumentException(
          "LSTM weights of %d, %d and %d values do not fit each other"
              .formatted(kernel.length, recurrent.length, bias.length));
    }
    this.units = GateLayout.units(hiddenSize);
    this.activation = activation;
    this.reverse = reverse;
    this.kernelValues = kernel;
    this.recurrentValues = recurrent;
    this.kernel = GateLayout.columns(kernel, inputSize, hiddenSize, activation);
    this.recurrence =
        new LstmStep(
            hiddenSize,
            activation,
            reverse,
            GateLayout.columns(recurrent, hiddenSize, hiddenSize, activation));
    this.bias = GateLayout.bias(bias, hiddenSize, activation);
  }

  /** Scratch memory, and what a pass for training keeps; grows as needed. */
  public static final class State {
    final Product product = new Product();
    final Backward backward = new Backward();
    float[] gates = new float[0]; // [tokens][4 * units], of a block; kept: [tokens + 1][...]
    float[] cells = new float[0]; // [units / lanes][rows][lanes]; kept: [tokens + 1][units]
    float[] hidden = new float[0]; // [chunks][rows][STRIDE]
    float[] nextHidden = new float[0];
    float[] ragged = new float[0]; // [rows][units], where units end within a vector
    int[] rowsAt = new int[0]; // [tokens of a block], of the input
    float[] sums = new float[TILES.rows() * TILES.panel()]; // of a tile, or of one row
    float[] scratch = new float[TILES.rows() * TILES.panel()];
    final int[] sumsAt = new int[TILES.rows()];
    int[] gatesAt = new int[0]; // [rows], as all that follow
    int[] outputAt = new int[0];
    int[] beforeAt = new int[0];
    int[] afterAt = new int[0];
    int[] blockAt = new int[0]; // [units / lanes], of the output
    int touched;

    public State() {
      for (int r = 0; r < sumsAt.length; r++) {
        sumsAt[r] = r * TILES.panel();
      }
    }

    private void reserve(int rows, int units, int gateValues, int cellValues) {
      int hiddenValues = rows * ((units + Tiles.DEPTH - 1) / Tiles.DEPTH) * Tiles.STRIDE;
      if (hidden.length < hiddenValues) {
        hidden = new float[hiddenValues];
        nextHidden = new float[hiddenValues];
      }
      if (cells.length < cellValues) {
        cells = new float[cellValues];
      }
      if (sums.length < 4 * units) {
        sums = new float[4 * units];
        scratch = new float[4 * units];
      }
      if (blockAt.length < units / TILES.lanes()) {
        blockAt = new int[units / TILES.lanes()];
      }
      if (ragged.length < rows * units) {
        ragged = new float[rows * units];
      }
      if (gates.length < gateValues) {
        gates = new float[gateValues];
      }
      if (gatesAt.length < rows) {
        gatesAt = new int[rows];
        outputAt = new int[rows];
        beforeAt = new int[rows];
        afterAt = new int[rows];
      }
    }
  }

  /** Scratch memory of a backward pass; grows as needed. */
  static final class Backward {
    float[] before = new float[0]; // [tokens][hidden], the hidden state before each
    float[] sums = new float[0]; // a weight's gradient in the kernel's layout
    float[] dHidden = new float[0]; // [lanes][units]
    float[] dCell = new float[0]; // [lanes][units]
    float[] zeros = new float[0]; // [units]
    int[] gatesAt = new int[0]; // [lanes]

    /** Makes room, and forgets the pass before. */
    void reserve(int lanes, int units) {
      if (dHidden.length < lanes * units || zeros.length < units) {
        dHidden = new float[lanes * units];
        dCell = new float[lanes * units];
        zeros = new float[units];
      }
      if (gatesAt.length < lanes) {
        gatesAt = new int[lanes];
      }
      Arrays.fill(dHidden, 0);
      Arrays.fill(dCell, 0);
    }
  }

  /** The kernel with the gates as rows. */
  synchronized PackedMatrix kernelTransposed() {
    if (kernelTransposed == null) {
      kernelTransposed = GateLayout.rows(kernelValues, inputSize, hiddenSize);
    }
    return kernelTransposed;
  }

  /** The recurrent kernel with the gates as rows. */
  synchronized PackedMatrix recurrentTransposed() {
    if (recurrentTransposed == null) {
      recurrentTransposed = GateLayout.rows(recurrentValues, hiddenSize, hiddenSize);
    }
    return recurrentTransposed;
  }

  /** The number of hidden units. */
  public int hiddenSize() {
    return hiddenSize;
  }

  /** Floats that a token's gates take: four for each unit, filled up to whole vectors. */
  public int gateWidth() {
    return 4 * units;
  }

  /**
   * The input's part of the gates for every input that there is: with it, {@link #forward(
   * SequenceBatch, float[], int[], int, State, float[], int, int)} looks products up.
   *
   * @param inputs {@code [n][input]}
   * @return {@code [n][4 * hidden, filled up to whole vectors]}
   */
  public float[] table(float[] inputs) {
    int n = inputs.length / inputSize;
    float[] table = new float[n * 4 * units];
    new Product().compute(n, inputs, 0, inputSize, 1, kernel, bias, 0, 0, table, 0, 4 * units);
    return table;
  }

  /**
   * Writes the hidden states of all tokens, with input products that are known.
   *
   * @param table as {@link #table} gives
   * @param ids {@code [tokens]}: the row of the table of each token
   * @param output hidden state of token k from {@code outputOffset + k * outputStride}
   */
  public void forward(
      SequenceBatch batch,
      float[] table,
      int[] ids,
      State state,
      float[] output,
      int outputOffset,
      int outputStride) {
    int width = 4 * units;
    state.reserve(batch.lanes(), units, 0, batch.lanes() * units);
    for (int step = 0, active = batch.lanes(); step < batch.steps(); step++) {
      active = active(batch, active, step);
      for (int lane = 0; lane < active; lane++) {
        state.gatesAt[lane] = ids[batch.token(lane, step, reverse)] * width;
      }
      recurrence.advance(
          batch,
          step,
          active,
          table,
          LstmStep.Use.TABLE,
          state,
          output,
          outputOffset,
          outputStride);
    }
  }

  /**
   * Writes the hidden states of all tokens.
   *
   * @param input {@code [tokens][input]}
   * @param keep whether {@link LstmGradients#backward} follows: it needs all activations
   * @param output hidden state of token k from {@code outputOffset + k * outputStride}
   */
  public void forward(
      SequenceBatch batch,
      float[] input,
      boolean keep,
      State state,
      float[] output,
      int outputOffset,
      int outputStride) {
    if (keep) {
      forwardKept(batch, input, state, output, outputOffset, outputStride);
      return;
    }
    int width = 4 * units;
    int block = blockSteps(batch.lanes());
    state.reserve(batch.lanes(), units, block * batch.lanes() * width, batch.lanes() * units);
    if (state.rowsAt.length < block * batch.lanes()) {
      state.rowsAt = new int[block * batch.lanes()];
    }
    for (int from = 0, active = batch.lanes(); from < batch.steps(); from += block) {
      int rows = 0;
      for (int lane = 0; lane < batch.lanes() && batch.load(lane) > from; lane++) {
        state.gatesAt[lane] = rows * width;
        int end = Math.min(from + block, batch.load(lane));
        for (int step = from; step < end; step++) {
          state.rowsAt[rows++] = batch.token(lane, step, reverse) * inputSize;
        }
      }
      state.product.gather(rows, input, state.rowsAt, kernel, bias, state.gates, width);
      int end = Math.min(batch.steps(), from + block);
      for (int step = from; step < end; step++) {
        active = active(batch, active, step);
        recurrence.advance(
            batch,
            step,
            active,
            state.gates,
            LstmStep.Use.BLOCK,
            state,
            output,
            outputOffset,
            outputStride);
        for (int lane = 0; lane < active; lane++) {
          state.gatesAt[lane] += width;
        }
      }
    }
  }

  private void forwardKept(
      SequenceBatch batch,
      float[] input,
      State state,
      float[] output,
      int outputOffset,
      int outputStride) {
    int width = 4 * units;
    int tokens = batch.tokens();
    state.reserve(batch.lanes(), units, (tokens + 1) * width, (tokens + 1) * units);
    Arrays.fill(state.cells, tokens * units, (tokens + 1) * units, 0);
    state.product.compute(
        tokens, input, 0, inputSize, 1, kernel, bias, 0, 0, state.gates, 0, width);
    for (int step = 0, active = batch.lanes(); step < batch.steps(); step++) {
      active = active(batch, active, step);
      for (int lane = 0; lane < active; lane++) {
        int token = batch.token(lane, step, reverse);
        int before = reverse ? token + 1 : token - 1;
        state.gatesAt[lane] = token * width;
        state.afterAt[lane] = token * units;
        state.beforeAt[lane] = (batch.begins(token, reverse) ? tokens : before) * units;
      }
      recurrence.advance(
          batch,
          step,
          active,
          state.gates,
          LstmStep.Use.KEEP,
          state,
          output,
          outputOffset,
          outputStride);
    }
  }

  /** Whole tiles of each lane. */
  private static int blockSteps(int lanes) {
    return Math.max(1, BLOCK_TOKENS / (lanes * TILES.rows())) * TILES.rows();
  }

  /** How many lanes have a token in that step. */
  private static int active(SequenceBatch batch, int before, int step) {
    int active = before;
    while (batch.load(active - 1) <= step) {
      active--;
    }
    return active;
  }
}
