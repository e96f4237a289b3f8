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
    float[] dGates = state.gates; // each token's activations give way to their gradient
    throughTime(batch, state, dOutput, outputOffset, outputStride);
    float[] before = new float[tokens * hidden];
    for (int token = 0; token < tokens; token++) {
      if (!batch.begins(token, lstm.reverse)) {
        int previous = lstm.reverse ? token + 1 : token - 1;
        System.arraycopy(
            output, outputOffset + previous * outputStride, before, token * hidden, hidden);
      }
    }
    float[] sums = new float[Math.max(lstm.inputSize, hidden) * width];
    state.product.addOuter(input, lstm.inputSize, dGates, width, tokens, sums);
    GateLayout.addTo(sums, lstm.inputSize, hidden, kernel);
    Arrays.fill(sums, 0);
    state.product.addOuter(before, hidden, dGates, width, tokens, sums);
    GateLayout.addTo(sums, hidden, hidden, recurrent);
    Arrays.fill(sums, 0, width, 0);
    Product.addColumnSums(dGates, width, tokens, sums);
    GateLayout.addTo(sums, 1, hidden, bias);
    PackedMatrix transposed = GateLayout.rows(lstm.kernelValues, lstm.inputSize, hidden);
    state.product.add(tokens, dGates, 0, width, transposed, dInput, 0, lstm.inputSize);
  }

  /** Replaces the activations in the state's gates by the gradients of the pre-activations. */
  private void throughTime(
      SequenceBatch batch, Lstm.State state, float[] dOutput, int outputOffset, int outputStride) {
    int units = lstm.units;
    int width = 4 * units;
    PackedMatrix transposed =
        GateLayout.rows(lstm.recurrentValues, lstm.hiddenSize, lstm.hiddenSize);
    float[] dHidden = new float[batch.lanes() * units];
    float[] dCell = new float[batch.lanes() * units];
    float[] none = new float[units];
    float[] rows = new float[batch.lanes() * width];
    int active = 0;
    for (int step = batch.steps() - 1; step >= 0; step--) {
      while (active < batch.lanes() && batch.load(active) > step) {
        active++;
      }
      for (int lane = 0; lane < active; lane++) {
        int token = batch.token(lane, step, lstm.reverse);
        boolean begins = batch.begins(token, lstm.reverse);
        int previous = lstm.reverse ? token + 1 : token - 1;
        TILES.addScaled(
            1,
            dOutput,
            outputOffset + token * outputStride,
            dHidden,
            lane * units,
            lstm.hiddenSize);
        TILES.cellBackward(
            lstm.activation,
            units,
            state.gates,
            token * width,
            state.cells,
            token * units,
            begins ? none : state.cells,
            begins ? 0 : previous * units,
            dHidden,
            dCell,
            lane * units);
        Arrays.fill(dHidden, lane * units, (lane + 1) * units, 0);
        if (begins) {
          Arrays.fill(dCell, lane * units, (lane + 1) * units, 0);
          Arrays.fill(rows, lane * width, (lane + 1) * width, 0);
        } else {
          System.arraycopy(state.gates, token * width, rows, lane * width, width);
        }
      }
      state.product.add(active, rows, 0, width, transposed, dHidden, 0, units);
    }
  }
}
