package sentiment.pretraining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/**
 * Word vectors by skip-gram with negative sampling (Mikolov et al. 2013). A step's reviews are
 * dealt to two halves that learn side by side, each on a copy of its own; a word that both have
 * moved goes to the middle. So the result does not depend on the machine, as it would if threads
 * wrote into one array.
 */
public final class SkipGram implements PretrainingTask {

  private static final int HALVES = 2;
  private static final int MOST_TOKENS = 400_000; // a step
  private static final int FEWEST_TOKENS = 10_000;
  private static final double LAST_RATE = 1e-3; // share of the first one

  /** Root mean square of the vectors' values as the classifier gets them. */
  private static final double SCALE = 0.3;

  /** The unknown word becomes the mean of so many rare ones. */
  private static final int RARE_WORDS = 1000;

  private final Corpus corpus;
  private final SkipGramSettings settings;
  private final int size;
  private final long seed;
  private final List<int[]> order; // reviews, shuffled
  private final List<Integer> ends = new ArrayList<>(); // of each step of an epoch
  private final List<SkipGramPass> halves = new ArrayList<>();
  private final float[] vectors; // [vocabulary][size]
  private final float[] contexts; // [vocabulary][size]
  private int done;
  private double loss = Double.NaN;

  /**
   * @param size of the vectors
   */
  public SkipGram(Corpus corpus, SkipGramSettings settings, int size, long seed) {
    this.corpus = corpus;
    this.settings = settings;
    this.size = size;
    this.seed = seed;
    this.order = new ArrayList<>(corpus.reviews());
    Collections.shuffle(order, new Random(seed));
    long perStep = Math.max(FEWEST_TOKENS, Math.min(MOST_TOKENS, corpus.tokens() / 20));
    long tokens = 0;
    for (int i = 0; i < order.size(); i++) {
      tokens += order.get(i).length;
      if (tokens >= perStep || i == order.size() - 1) {
        ends.add(i + 1);
        tokens = 0;
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    this.vectors = new float[corpus.vocabularySize() * size];
    this.contexts = new float[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) ((random.nextDouble() - 0.5) / size);
    }
    long[] counts = corpus.counts();
    NoiseDistribution noise = new NoiseDistribution(counts);
    for (int half = 0; half < HALVES; half++) {
      halves.add(new SkipGramPass(settings, size, counts, noise));
    }
  }

  @Override
  public int steps() {
    return settings.epochs() * ends.size();
  }

  @Override
  public int done() {
    return done;
  }

  @Override
  public void step() {
    int index = done % ends.size();
    List<int[]> reviews = order.subList(index == 0 ? 0 : ends.get(index - 1), ends.get(index));
    double left = 1 - (double) done / steps();
    float rate = (float) (settings.rate() * Math.max(LAST_RATE, left));
    long key = seed * 31 + done;
    IntStream.range(0, HALVES)
        .parallel()
        .forEach(
            half -> {
              List<int[]> own =
                  IntStream.range(0, reviews.size())
                      .filter(i -> i % HALVES == half)
                      .mapToObj(reviews::get)
                      .toList();
              SplittableRandom random = new SplittableRandom(key * HALVES + half);
              halves.get(half).run(own, vectors, contexts, rate, random);
            });
    for (int id = 0; id < corpus.vocabularySize(); id++) {
      merge(id, vectors, SkipGramPass::vectors);
      merge(id, contexts, SkipGramPass::contexts);
    }
    loss = halves.stream().mapToDouble(SkipGramPass::loss).average().orElse(Double.NaN);
    done++;
  }

  private interface Part {
    SkipGramPass.Copy of(SkipGramPass pass);
  }

  /** Moves a row to the mean of those halves that have moved it. */
  private void merge(int id, float[] target, Part part) {
    List<SkipGramPass.Copy> moved =
        halves.stream().map(part::of).filter(copy -> copy.touched(id)).toList();
    if (moved.isEmpty()) {
      return;
    }
    for (int i = id * size; i < (id + 1) * size; i++) {
      float sum = 0;
      for (SkipGramPass.Copy copy : moved) {
        sum += copy.values()[i];
      }
      target[i] = sum / moved.size();
    }
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of(
        "vectors", Tensor.of(vectors, corpus.vocabularySize(), size),
        "contexts", Tensor.of(contexts, corpus.vocabularySize(), size));
  }

  @Override
  public void resume(int newDone, Map<String, Tensor> state) {
    done = newDone;
    copy(state, "vectors", vectors);
    copy(state, "contexts", contexts);
  }

  private static void copy(Map<String, Tensor> state, String name, float[] to) {
    float[] from = Objects.requireNonNull(state.get(name)).values();
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /** The vectors, on a scale that LSTMs like; padding and start are zero. */
  @Override
  public Map<String, Tensor> weights() {
    int words = Corpus.FIRST_WORD * size;
    double squares = 0;
    for (int i = words; i < vectors.length; i++) {
      squares += (double) vectors[i] * vectors[i];
    }
    float factor = (float) (SCALE / Math.sqrt(squares / (vectors.length - words)));
    float[] scaled = new float[vectors.length];
    for (int i = words; i < vectors.length; i++) {
      scaled[i] = factor * vectors[i];
    }
    int unknown = words - size;
    int first = Math.max(Corpus.FIRST_WORD, corpus.vocabularySize() - RARE_WORDS);
    for (int id = first; id < corpus.vocabularySize(); id++) {
      for (int i = 0; i < size; i++) {
        scaled[unknown + i] += scaled[id * size + i] / (corpus.vocabularySize() - first);
      }
    }
    return Map.of(WeightNames.EMBEDDING, Tensor.of(scaled, corpus.vocabularySize(), size));
  }

  @Override
  public String report() {
    return "loss per pair %.4f".formatted(loss);
  }

  /** The words most alike to one by the cosine of their vectors, nearest first. */
  public static List<Integer> nearest(float[] vectors, int size, int id, int count) {
    int words = vectors.length / size;
    double[] cosine = new double[words];
    Arrays.fill(cosine, Double.NEGATIVE_INFINITY);
    for (int other = Corpus.FIRST_WORD; other < words; other++) {
      if (other != id) {
        cosine[other] =
            product(vectors, size, id, other)
                / Math.sqrt(
                    product(vectors, size, other, other) * product(vectors, size, id, id) + 1e-30);
      }
    }
    return IntStream.range(0, words)
        .boxed()
        .sorted((a, b) -> Double.compare(cosine[b], cosine[a]))
        .limit(count)
        .toList();
  }

  private static double product(float[] vectors, int size, int a, int b) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) vectors[a * size + i] * vectors[b * size + i];
    }
    return sum;
  }
}
