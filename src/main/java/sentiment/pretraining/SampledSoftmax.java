package sentiment.pretraining;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sentiment.kernel.MatrixProduct;

/**
 * Loss and gradients of predicting words by a softmax over the right word and candidates. Holds
 * scratch memory: one thread uses it at a time.
 */
final class SampledSoftmax {

  /** Logits made at a time stay in the second-level cache. */
  private static final int LOGITS = 1 << 18;

  /** But so many rows at least, for each block of them reads all candidates. */
  private static final int FEWEST_ROWS = 96;

  private static final float LOG2_E = 1.442695f;

  private final MatrixProduct product = new MatrixProduct();
  private final int size;
  private float[] logits = new float[0];
  private float[] part = new float[0];
  private float[] dPart = new float[0];

  SampledSoftmax(int size) {
    this.size = size;
  }

  /**
   * Gradients of the sum of the losses.
   *
   * @param states {@code [rows][size]}, a copy of the caller's
   * @param dStates {@code [rows][size]}
   * @param dTarget of the right word's logit, {@code [rows]}
   * @param dCandidates of the candidates' vectors, {@code [candidates][size]}
   * @param dBias of the candidates' logits, {@code [candidates]}
   */
  record Gradients(
      float[] states, float[] dStates, float[] dTarget, float[] dCandidates, float[] dBias) {}

  /**
   * The sum of the losses, and their gradients if wanted.
   *
   * @param states {@code [targets][size]}
   * @param targets the right words
   * @param outputs vectors of all words, {@code [vocabulary][size]}
   * @param biases of all words' logits
   * @param gradients null if not wanted; added to
   */
  double loss(
      float[] states,
      int[] targets,
      float[] outputs,
      float[] biases,
      Candidates candidates,
      @Nullable Gradients gradients) {
    int width = candidates.ids.length;
    int most = Math.max(FEWEST_ROWS, LOGITS / width);
    reserve(Math.min(most, targets.length), width);
    double sum = 0;
    for (int from = 0; from < targets.length; from += most) {
      int rows = Math.min(most, targets.length - from);
      System.arraycopy(states, from * size, part, 0, rows * size);
      product.multiply(rows, part, candidates.toLogits, candidates.bias, logits);
      for (int r = 0; r < rows; r++) {
        int target = targets[from + r];
        float own =
            biases[target] + MatrixProduct.dot(part, r * size, outputs, target * size, size);
        candidates.exclude(target, logits, r * width);
        float p = normalise(own, r * width, width);
        sum -= Math.log(Math.max(p, 1e-30f));
        if (gradients != null) {
          gradients.dTarget[from + r] = p - 1;
        }
      }
      if (gradients != null) {
        add(from, rows, width, targets, outputs, candidates, gradients);
      }
    }
    return sum;
  }

  private void reserve(int rows, int width) {
    if (logits.length < rows * width) {
      logits = new float[rows * width];
    }
    if (part.length < rows * size) {
      part = new float[rows * size];
      dPart = new float[rows * size];
    }
  }

  /** Turns a row's logits into probabilities and returns that of the right word. */
  private float normalise(float own, int row, int width) {
    float largest = own;
    for (int c = row; c < row + width; c++) {
      largest = Math.max(largest, logits[c]);
    }
    float right = exp(own - largest);
    float sum = right;
    for (int c = row; c < row + width; c++) {
      float e = exp(logits[c] - largest);
      logits[c] = e;
      sum += e;
    }
    float factor = 1 / sum;
    for (int c = row; c < row + width; c++) {
      logits[c] *= factor;
    }
    return right * factor;
  }

  private void add(
      int from,
      int rows,
      int width,
      int[] targets,
      float[] outputs,
      Candidates candidates,
      Gradients gradients) {
    Arrays.fill(dPart, 0, rows * size, 0);
    product.add(rows, logits, candidates.toStates, dPart);
    for (int r = 0; r < rows; r++) {
      MatrixProduct.addScaled(
          gradients.dTarget[from + r], outputs, targets[from + r] * size, dPart, r * size, size);
      MatrixProduct.addScaled(1, logits, r * width, gradients.dBias, 0, width);
    }
    System.arraycopy(dPart, 0, gradients.dStates, from * size, rows * size);
    product.addOuter(rows, logits, width, part, size, gradients.dCandidates);
  }

  /**
   * The exponential of a number that is not above 0, with a relative error below 1e-5: the power of
   * two of the whole part through the exponent's bits, a polynomial for the rest.
   */
  static float exp(float x) {
    float t = Math.max(x * LOG2_E, -126);
    int whole = (int) t;
    float rest = t - whole; // above -1, at most 0
    float p = 1.52527e-5f;
    p = p * rest + 1.540353e-4f;
    p = p * rest + 1.333356e-3f;
    p = p * rest + 9.61813e-3f;
    p = p * rest + 5.550411e-2f;
    p = p * rest + 2.402265e-1f;
    p = p * rest + 6.931472e-1f;
    p = p * rest + 1f;
    return p * Float.intBitsToFloat((whole + 127) << 23);
  }
}
