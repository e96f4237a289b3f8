package sentiment.kernel;

import java.util.Arrays;

/**
 * One direction of an LSTM layer over a ragged batch, forward and backward, without peepholes:
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

  private static final MatrixKernel KERNEL = MatrixKernel.BEST;

  private final int inputSize;
  private final int hiddenSize;
  private final GateActivation activation;
  private final boolean reverse;
  private final PackedMatrix kernel; // [input][4 * hidden]
  private final PackedMatrix recurrent; // [hidden][4 * hidden]
  private final float[] bias; // [4 * hidden]
  private final float[] kernelValues;
  private final float[] recurrentValues;

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
    this.activation = activation;
    this.reverse = reverse;
    this.kernelValues = kernel;
    this.recurrentValues = recurrent;
    this.kernel = PackedMatrix.of(kernel, inputSize, 4 * hiddenSize);
    this.recurrent = PackedMatrix.of(recurrent, hiddenSize, 4 * hiddenSize);
    this.bias = bias;
  }

  /** Activations of the last forward pass, kept for the backward pass; grows as needed. */
  public static final class State {
    private float[] gates = new float[0]; // [tokens][4 * hidden]
    private float[] cells = new float[0]; // [tokens][hidden]

    private void reserve(int tokens, int hidden) {
      if (cells.length < tokens * hidden) {
        gates = new float[tokens * hidden * 4];
        cells = new float[tokens * hidden];
      }
    }
  }

  /** Gradients of one direction's weights, summed over the passes that added to them. */
  public record Gradients(float[] kernel, float[] recurrent, float[] bias) {
    /** Zeros in the shapes of an LSTM's weights. */
    public static Gradients zeros(Lstm lstm) {
      int gates = 4 * lstm.hiddenSize;
      return new Gradients(
          new float[lstm.inputSize * gates], new float[lstm.hiddenSize * gates], new float[gates]);
    }
  }

  /** The number of hidden units. */
  public int hiddenSize() {
    return hiddenSize;
  }

  /**
   * Writes the hidden states of all tokens.
   *
   * @param input {@code [tokens][input]}
   * @param output hidden state of token k from {@code outputOffset + k * outputStride}
   */
  public void forward(
      SequenceBatch batch,
      float[] input,
      State state,
      float[] output,
      int outputOffset,
      int outputStride) {
    int tokens = batch.tokens();
    int width = 4 * hiddenSize;
    state.reserve(tokens, hiddenSize);
    for (int k = 0; k < tokens; k++) {
      System.arraycopy(bias, 0, state.gates, k * width, width);
    }
    KERNEL.multiplyAdd(tokens, input, 0, inputSize, 1, kernel, state.gates, 0, width);
    for (int i = 0; i < batch.steps(); i++) {
      int step = step(batch, i);
      int rows = batch.active(step);
      int withPrevious = rowsWithPrevious(batch, step);
      int token = batch.offset(step);
      int before = withPrevious > 0 ? batch.offset(previous(step)) : 0;
      if (withPrevious > 0) {
        KERNEL.multiplyAdd(
            withPrevious,
            output,
            outputOffset + before * outputStride,
            outputStride,
            1,
            recurrent,
            state.gates,
            token * width,
            width);
      }
      KERNEL.cell(
          activation,
          rows,
          hiddenSize,
          state.gates,
          token * width,
          state.cells,
          before * hiddenSize,
          withPrevious,
          state.cells,
          token * hiddenSize,
          output,
          outputOffset + token * outputStride,
          outputStride);
    }
  }

  /**
   * Adds the gradients of the weights and of the input, given that of the output.
   *
   * @param input what {@link #forward} read
   * @param output what it wrote, at the same offset and stride
   * @param dOutput gradient of the output, at the same offset and stride
   * @param gradients added to
   * @param dInput added to, {@code [tokens][input]}
   */
  public void backward(
      SequenceBatch batch,
      float[] input,
      State state,
      float[] output,
      float[] dOutput,
      int outputOffset,
      int outputStride,
      Gradients gradients,
      float[] dInput) {
    int width = 4 * hiddenSize;
    int tokens = batch.tokens();
    float[] dGates = new float[tokens * width];
    float[] before = new float[tokens * hiddenSize];
    float[] dHidden = new float[batch.rows() * hiddenSize];
    float[] dCell = new float[batch.rows() * hiddenSize];
    PackedMatrix recurrentTransposed =
        PackedMatrix.ofTransposed(recurrentValues, width, hiddenSize);
    for (int i = batch.steps() - 1; i >= 0; i--) {
      int step = step(batch, i);
      int rows = batch.active(step);
      int token = batch.offset(step);
      int withPrevious = rowsWithPrevious(batch, step);
      int previous = withPrevious > 0 ? batch.offset(previous(step)) : 0;
      for (int r = 0; r < rows; r++) {
        KERNEL.addScaled(
            1,
            dOutput,
            outputOffset + (token + r) * outputStride,
            dHidden,
            r * hiddenSize,
            hiddenSize);
      }
      KERNEL.cellBackward(
          activation,
          rows,
          hiddenSize,
          state.gates,
          token * width,
          state.cells,
          previous * hiddenSize,
          withPrevious,
          state.cells,
          token * hiddenSize,
          dHidden,
          dCell,
          dGates);
      Arrays.fill(dHidden, 0, rows * hiddenSize, 0);
      Arrays.fill(dCell, withPrevious * hiddenSize, rows * hiddenSize, 0);
      KERNEL.multiplyAdd(
          withPrevious,
          dGates,
          token * width,
          width,
          1,
          recurrentTransposed,
          dHidden,
          0,
          hiddenSize);
      for (int r = 0; r < withPrevious; r++) {
        System.arraycopy(
            output,
            outputOffset + (previous + r) * outputStride,
            before,
            (token + r) * hiddenSize,
            hiddenSize);
      }
    }
    MatrixProducts.addOuter(input, inputSize, dGates, width, tokens, gradients.kernel());
    MatrixProducts.addOuter(before, hiddenSize, dGates, width, tokens, gradients.recurrent());
    MatrixProducts.addColumnSums(dGates, width, tokens, gradients.bias());
    PackedMatrix kernelTransposed = PackedMatrix.ofTransposed(kernelValues, width, inputSize);
    KERNEL.multiplyAdd(tokens, dGates, 0, width, 1, kernelTransposed, dInput, 0, inputSize);
  }

  /** The i-th step in this direction's reading order. */
  private int step(SequenceBatch batch, int i) {
    return reverse ? batch.steps() - 1 - i : i;
  }

  private int previous(int step) {
    return reverse ? step + 1 : step - 1;
  }

  /** How many of a step's rows go on from a state; the others begin here. */
  private int rowsWithPrevious(SequenceBatch batch, int step) {
    int previous = previous(step);
    if (previous < 0 || previous >= batch.steps()) {
      return 0;
    }
    return Math.min(batch.active(previous), batch.active(step));
  }
}
