package sentiment.pretraining;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sentiment.kernel.MatrixProduct;

/**
 * The words that a step tells the right ones from, with their output vectors as they are now. Drawn
 * ones have their logit corrected by how often they are drawn, so that the loss estimates that over
 * all words (Bengio and Senecal 2008). Shared by threads.
 */
final class Candidates {

  final int[] ids; // [candidates]
  final float[] bias; // [candidates], corrected
  final MatrixProduct.Right toLogits; // [size][candidates]
  final MatrixProduct.Right toStates; // [candidates][size]
  private final int[] firstOf; // [vocabulary] a candidate of that id, -1 for none
  private final int[] next; // [candidates] another one of the same id, -1 for none

  private Candidates(int[] ids, double[] correction, float[] outputs, float[] biases, int size) {
    this.ids = ids;
    this.bias = new float[ids.length];
    this.firstOf = new int[biases.length];
    this.next = new int[ids.length];
    Arrays.fill(firstOf, -1);
    float[] rows = new float[ids.length * size];
    for (int c = 0; c < ids.length; c++) {
      System.arraycopy(outputs, ids[c] * size, rows, c * size, size);
      bias[c] = (float) (biases[ids[c]] - correction[c]);
      next[c] = firstOf[ids[c]];
      firstOf[ids[c]] = c;
    }
    toLogits = MatrixProduct.Right.ofTransposed(rows, size, ids.length);
    toStates = MatrixProduct.Right.of(rows, ids.length, size);
  }

  /**
   * Words drawn with repetition.
   *
   * @param outputs vectors {@code [vocabulary][size]}
   * @param biases {@code [vocabulary]}
   */
  static Candidates drawn(
      int count,
      NoiseDistribution noise,
      float[] outputs,
      float[] biases,
      int size,
      SplittableRandom random) {
    int[] ids = IntStream.generate(() -> noise.draw(random)).limit(count).toArray();
    double[] correction =
        IntStream.of(ids).mapToDouble(id -> Math.log(count * noise.probability(id))).toArray();
    return new Candidates(ids, correction, outputs, biases, size);
  }

  /** Every word once. */
  static Candidates all(float[] outputs, float[] biases, int size) {
    int[] ids = IntStream.range(Corpus.FIRST_WORD, biases.length).toArray();
    return new Candidates(ids, new double[ids.length], outputs, biases, size);
  }

  /** Sets the logits of those candidates that are the right word to minus infinity. */
  void exclude(int id, float[] logits, int row) {
    for (int c = firstOf[id]; c >= 0; c = next[c]) {
      logits[row + c] = Float.NEGATIVE_INFINITY;
    }
  }
}
