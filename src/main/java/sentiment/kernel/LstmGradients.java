package sentiment.kernel;

import java.util.Arrays;

/**
 * Gradients of one direction's weights, summed over the passes that added to them. One thread at a
 * time.
 *
 * @see Lstm
 */
public final class LstmGradients {

  private static final Tiles TILES = Tiles.BEST;

  private final Lstm lstm;
  private final float[] kernel; // [input][4 * hidden]
  private final float[] recurrent; // [hidden][4 * hidden]
  private final float[] bias; // [4 * hidden]

  /** Zeros in the shapes of the weights. */
  public LstmGradients(Lstm lstm) {
    this.lstm = lstm;
    int gates = 4 * lstm.hiddenSize;
    this.kernel = new float[lstm.inputSize * gates];
    this.recurrent = new float[lstm.hiddenSize * gates];
    this.bias = new float[gates];
  }

  /** {@code [input][4 * hidden]}. */
  public float[] kernel() {
    return kernel;
  }

  /** {@code [hidden][4 * hidden]}. */
  public float[] recurrent() {
    return recurrent;
  }

  /** {@code [4 * hidden]}. */
  public float[] bias() {
    return bias;
  }

  /** Adds another's gradients of the same weights. */
  public void add(LstmGradients other) {
    TILES.addScaled(1, other.kernel, 0, kernel, 0, kernel.length);
    TILES.addScaled(1, other.recurrent, 0, recurrent, 0, recurrent.length);
    TILES.addScaled(1, other.bias, 0, bias, 0, bias.length);
  }

  /**
   * Adds the gradients of the weights and of the input, given that of the output.
   *
   * @param input what {@link Lstm#forward} read
   * @param state what it kept; used up
   * @param output what it wrote, at the same offset and stride
   * @param dOutput gradient of the output, at the same offset and stride
   * @param dInput added to, {@code [tokens][input]}
   */
  public void backward(
      SequenceBatch batch,
      float[] input,
      Lstm.State state,
      float[] output,
      float[] dOutput,
      int outputOffset,
      int outputStride,
      float[] dInput) {
    int hidden = lstm.hiddenSize;
    int tokens = batch.tokens();
    int width = 4 * lstm.units;
    backward(lstm, batch, state, dOutput, outputOffset, outputStride, dInput);
    Lstm.Backward scratch = state.backward;
    scratch.before = reserve(scratch.before, tokens * hidden);
    for (int token = 0; token < tokens; token++) {
      if (batch.begins(token, lstm.reverse)) {
        Arrays.fill(scratch.before, token * hidden, (token + 1) * hidden, 0);
      } else {
        int from = outputOffset + previous(lstm, token) * outputStride;
        System.arraycopy(output, from, scratch.before, token * hidden, hidden);
      }
    }
    scratch.sums = reserve(scratch.sums, Math.max(lstm.inputSize, hidden) * width);
    addOuter(state, input, lstm.inputSize, tokens, kernel);
    addOuter(state, scratch.before, hidden, tokens, recurrent);
    Arrays.fill(scratch.sums, 0, width, 0);
    Product.addColumnSums(state.gates, width, tokens, scratch.sums);
    GateLayout.addTo(scratch.sums, 1, hidden, bias);
  }

  /**
   * Adds the gradient of the input alone.
   *
   * @see #backward(SequenceBatch, float[], Lstm.State, float[], float[], int, int, float[])
   */
  public static void backward(
      Lstm lstm,
      SequenceBatch batch,
      Lstm.State state,
      float[] dOutput,
      int outputOffset,
      int outputStride,
      float[] dInput) {
    throughTime(lstm, batch, state, dOutput, outputOffset, outputStride);
    float[] dGates = state.gates; // each token's activations gave way to their gradient
    int width = 4 * lstm.units;
    PackedMatrix kernel = lstm.kernelTransposed();
    state.product.add(batch.tokens(), dGates, 0, width, kernel, dInput, 0, lstm.inputSize);
  }

  /** Adds the outer products of some rows and the gates' gradients to a weight's gradient. */
  private void addOuter(Lstm.State state, float[] rows, int size, int tokens, float[] gradient) {
    float[] sums = state.backward.sums;
    int width = 4 * lstm.units;
    Arrays.fill(sums, 0, size * width, 0);
    state.product.addOuter(rows, size, state.gates, width, tokens, sums);
    GateLayout.addTo(sums, size, lstm.hiddenSize, gradient);
  }

  private static int previous(Lstm lstm, int token) {
    return lstm.reverse ? token + 1 : token - 1;
  }

  /** Replaces the activations in the state's gates by the gradients of the pre-activations. */
  private static void throughTime(
      Lstm lstm,
      SequenceBatch batch,
      Lstm.State state,
      float[] dOutput,
      int outputOffset,
      int outputStride) {
    int units = lstm.units;
    int width = 4 * units;
    int zeros = batch.tokens(); // the row behind the last token's
    Lstm.Backward scratch = state.backward;
    scratch.reserve(batch.lanes(), units);
    PackedMatrix transposed = lstm.recurrentTransposed();
    Arrays.fill(state.gates, zeros * width, (zeros + 1) * width, 0);
    int active = 0;
    for (int step = batch.steps() - 1; step >= 0; step--) {
      while (active < batch.lanes() && batch.load(active) > step) {
        active++;
      }
      for (int lane = 0; lane < active; lane++) {
        int token = batch.token(lane, step, lstm.reverse);
        boolean begins = batch.begins(token, lstm.reverse);
        TILES.addScaled(
            1,
            dOutput,
            outputOffset + token * outputStride,
            scratch.dHidden,
            lane * units,
            lstm.hiddenSize);
        TILES.cellBackward(
            lstm.activation,
            units,
            state.gates,
            token * width,
            state.cells,
            token * units,
            state.cells,
            (begins ? zeros : previous(lstm, token)) * units,
            scratch.dHidden,
            scratch.dCell,
            lane * units);
        if (begins) {
          Arrays.fill(scratch.dCell, lane * units, (lane + 1) * units, 0);
        }
        scratch.gatesAt[lane] = (begins ? zeros : token) * width;
      }
      state.product.gather(
          active, state.gates, scratch.gatesAt, transposed, scratch.zeros, scratch.dHidden, units);
    }
  }

  private static float[] reserve(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }
}
