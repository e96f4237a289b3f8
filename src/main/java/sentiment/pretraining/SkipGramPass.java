package sentiment.pretraining;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import sentiment.kernel.MatrixProduct;

/** One half's work in a step of {@link SkipGram}, on copies of its own. One thread at a time. */
final class SkipGramPass {

  /** One pair in so many is asked for its loss, for logarithms take time. */
  private static final int HEARD = 32;

  private final SkipGramSettings settings;
  private final int size;
  private final NoiseDistribution noise;
  private final double[] keep; // [vocabulary] probability that an occurrence is read
  private final Copy vectors;
  private final Copy contexts;
  private final int[] targets; // the word itself, and words drawn at random
  private final float[] move; // [size]
  private int[] words = new int[0];
  private double lossSum;
  private long pairs;

  SkipGramPass(SkipGramSettings settings, int size, long[] counts, NoiseDistribution noise) {
    this.settings = settings;
    this.size = size;
    this.noise = noise;
    this.keep = keep(counts, settings.subsample());
    this.vectors = new Copy(new float[counts.length * size], new boolean[counts.length]);
    this.contexts = new Copy(new float[counts.length * size], new boolean[counts.length]);
    this.targets = new int[1 + settings.negatives()];
    this.move = new float[size];
  }

  /** A copy of rows, and which of them were moved. */
  record Copy(float[] values, boolean[] moved) {

    boolean touched(int id) {
      return moved[id];
    }

    private void begin(float[] from) {
      System.arraycopy(from, 0, values, 0, values.length);
      Arrays.fill(moved, false);
    }
  }

  /** As in Mikolov's program: all of the rare words, few of the frequent ones. */
  static double[] keep(long[] counts, double subsample) {
    double sum = Arrays.stream(counts).sum();
    double[] keep = new double[counts.length];
    for (int id = Corpus.FIRST_WORD; id < counts.length; id++) {
      double ratio = subsample * sum / Math.max(1.0, (double) counts[id]);
      keep[id] = subsample == 0 ? 1 : Math.min(1, Math.sqrt(ratio) + ratio);
    }
    return keep;
  }

  Copy vectors() {
    return vectors;
  }

  Copy contexts() {
    return contexts;
  }

  /** Mean loss of some pairs of the last run. */
  double loss() {
    return lossSum / Math.max(1, (double) pairs / HEARD);
  }

  void run(
      List<int[]> reviews,
      float[] startVectors,
      float[] startContexts,
      float rate,
      SplittableRandom random) {
    vectors.begin(startVectors);
    contexts.begin(startContexts);
    lossSum = 0;
    pairs = 0;
    for (int[] review : reviews) {
      int n = sample(review, random);
      for (int i = 0; i < n; i++) {
        int reach = 1 + random.nextInt(settings.window());
        targets[0] = words[i];
        for (int k = 1; k < targets.length; k++) {
          targets[k] = noise.draw(random); // one draw for all pairs of a word: Ji et al. 2016
        }
        for (int j = Math.max(0, i - reach); j <= Math.min(n - 1, i + reach); j++) {
          if (j != i) {
            learn(words[j], rate);
          }
        }
      }
    }
  }

  private int sample(int[] review, SplittableRandom random) {
    if (words.length < review.length) {
      words = new int[review.length];
    }
    int n = 0;
    for (int id : review) {
      if (keep[id] >= 1 || random.nextDouble() < keep[id]) {
        words[n++] = id;
      }
    }
    return n;
  }

  private void learn(int word, float rate) {
    int from = word * size;
    Arrays.fill(move, 0);
    for (int k = 0; k < targets.length; k++) {
      if (k > 0 && targets[k] == targets[0]) {
        continue;
      }
      int at = targets[k] * size;
      double z = MatrixProduct.dot(vectors.values(), from, contexts.values(), at, size);
      double probability = 1 / (1 + Math.exp(-z));
      if (pairs % HEARD == 0) {
        lossSum -= Math.log(Math.max(1e-12, k == 0 ? probability : 1 - probability));
      }
      float pull = (float) ((k == 0 ? 1 : 0) - probability) * rate;
      MatrixProduct.addScaled(pull, contexts.values(), at, move, 0, size);
      MatrixProduct.addScaled(pull, vectors.values(), from, contexts.values(), at, size);
      contexts.moved()[targets[k]] = true;
    }
    MatrixProduct.addScaled(1, move, 0, vectors.values(), from, size);
    vectors.moved()[word] = true;
    pairs++;
  }
}
