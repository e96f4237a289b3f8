package sentiment.kernel;

import java.util.Arrays;

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
  final float[] kernelValues;
  final float[] recurrentValues;
  private final PackedMatrix kernel; // [input][4 * units]
  private final PackedMatrix recurrent; // [hidden][4 * units]
  private final float[] bias; // [4 * units]

  /**
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
    this.kernel = GateLayout.columns(kernel, inputSize, hiddenSize);
    this.recurrent = GateLayout.columns(recurrent, hiddenSize, hiddenSize);
    this.bias = GateLayout.of(bias, hiddenSize);
  }

  /** Scratch memory, and what a pass for training keeps; grows as needed. */
  public static final class State {
    final Product product = new Product();
    float[] gates = new float[0]; // [tokens][4 * units], of a block of tokens unless kept
    float[] cells = new float[0]; // [tokens][units], if kept
    private float[] cell = new float[0]; // [lanes][units]
    private float[] hidden = new float[0]; // [chunks][lanes][STRIDE]
    private float[] nextHidden = new float[0];
    private final float[] sums = new float[TILES.rows() * TILES.panel()];
    private final float[] zeros = new float[TILES.panel()];
    private int[] gatesAt = new int[0]; // [lanes]

    private void reserve(int lanes, int units, int gateValues) {
      int rows = lanes * ((units + Tiles.DEPTH - 1) / Tiles.DEPTH);
      if (hidden.length < rows * Tiles.STRIDE) {
        hidden = new float[rows * Tiles.STRIDE];
        nextHidden = new float[rows * Tiles.STRIDE];
      }
      if (cell.length < lanes * units) {
        cell = new float[lanes * units];
      }
      if (gates.length < gateValues) {
        gates = new float[gateValues];
      }
      if (gatesAt.length < lanes) {
        gatesAt = new int[lanes];
      }
    }
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
    state.reserve(batch.lanes(), units, 0);
    for (int step = 0, active = batch.lanes(); step < batch.steps(); step++) {
      active = active(batch, active, step);
      for (int lane = 0; lane < active; lane++) {
        state.gatesAt[lane] = ids[batch.token(lane, step, reverse)] * width;
      }
      step(batch, step, active, table, false, state, output, outputOffset, outputStride);
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
    int width = 4 * units;
    int block = keep ? batch.steps() : blockSteps(batch.lanes());
    state.reserve(batch.lanes(), units, (keep ? batch.tokens() : block * batch.lanes()) * width);
    if (keep && state.cells.length < batch.tokens() * units) {
      state.cells = new float[batch.tokens() * units];
    }
    for (int from = 0, active = batch.lanes(); from < batch.steps(); from += block) {
      int at = 0;
      for (int lane = 0; lane < batch.lanes() && batch.load(lane) > from; lane++) {
        int count = Math.min(block, batch.load(lane) - from);
        int token = batch.token(lane, reverse ? from + count - 1 : from, reverse);
        int gate = keep ? token * width : at;
        state.product.compute(
            count,
            input,
            token * inputSize,
            inputSize,
            1,
            kernel,
            bias,
            0,
            0,
            state.gates,
            gate,
            width);
        state.gatesAt[lane] = reverse ? gate + (count - 1) * width : gate;
        at += count * width;
      }
      int end = Math.min(batch.steps(), from + block);
      for (int step = from; step < end; step++) {
        active = active(batch, active, step);
        step(batch, step, active, state.gates, keep, state, output, outputOffset, outputStride);
        for (int lane = 0; lane < active; lane++) {
          state.gatesAt[lane] += reverse ? -width : width;
        }
      }
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

  private void step(
      SequenceBatch batch,
      int step,
      int active,
      float[] pre,
      boolean keep,
      State state,
      float[] output,
      int outputOffset,
      int outputStride) {
    begin(batch, step, active, state);
    int panel = TILES.panel();
    int chunk = batch.lanes() * Tiles.STRIDE;
    for (int unit = 0, column = 0; unit < units; unit += TILES.lanes(), column += panel) {
      int to = unit / Tiles.DEPTH * chunk + unit % Tiles.DEPTH;
      int tile;
      for (int lane = 0; lane < active; lane += tile) {
        tile = TILES.tile(active - lane);
        int row = lane * Tiles.STRIDE;
        for (int p = 0, at = row; p < hiddenSize; p += Tiles.DEPTH, at += chunk) {
          TILES.product(
              tile,
              Math.min(Tiles.DEPTH, hiddenSize - p),
              state.hidden,
              at,
              recurrent.values(),
              recurrent.at(column / panel, p),
              p == 0 ? state.zeros : state.sums,
              0,
              p == 0 ? 0 : panel,
              state.sums,
              0,
              panel);
        }
        TILES.cell(
            activation,
            tile,
            state.sums,
            pre,
            state.gatesAt,
            lane,
            column,
            keep,
            state.cell,
            lane * units + unit,
            units,
            state.nextHidden,
            row + to);
      }
    }
    for (int lane = 0; lane < active; lane++) {
      int token = batch.token(lane, step, reverse);
      int out = outputOffset + token * outputStride;
      for (int p = 0, at = lane * Tiles.STRIDE; p < hiddenSize; p += Tiles.DEPTH, at += chunk) {
        System.arraycopy(
            state.nextHidden, at, output, out + p, Math.min(Tiles.DEPTH, hiddenSize - p));
      }
      if (keep) {
        System.arraycopy(state.cell, lane * units, state.cells, token * units, units);
      }
    }
    float[] before = state.hidden;
    state.hidden = state.nextHidden;
    state.nextHidden = before;
  }

  /** Lanes that turn to another sequence forget the one before. */
  private void begin(SequenceBatch batch, int step, int active, State state) {
    int chunk = batch.lanes() * Tiles.STRIDE;
    for (int lane = 0; lane < active; lane++) {
      if (batch.begins(batch.token(lane, step, reverse), reverse)) {
        Arrays.fill(state.cell, lane * units, (lane + 1) * units, 0);
        for (int p = 0, at = lane * Tiles.STRIDE; p < units; p += Tiles.DEPTH, at += chunk) {
          Arrays.fill(state.hidden, at, at + Math.min(Tiles.DEPTH, units - p), 0);
        }
      }
    }
  }
}
