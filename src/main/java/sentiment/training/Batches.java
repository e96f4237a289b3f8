package sentiment.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import sentiment.dataset.Split;
import sentiment.text.Vocabulary;

/**
 * The steps' arrays. Which reviews a step has, and what noise makes of them, follows from seed,
 * epoch and step alone, and from the tutor if there is one.
 */
final class Batches {

  private final TrainingProfile profile;
  private final TrainingSet set;
  private final long seed;
  private final @Nullable Tutor tutor;
  private final boolean weighted;
  private int orderedEpoch;
  private List<Integer> order = List.of();

  /**
   * @param tutor who judges what a step reads; null if the targets of the set are all there is
   */
  Batches(TrainingProfile profile, TrainingSet set, long seed, @Nullable Tutor tutor) {
    this.profile = profile;
    this.set = set;
    this.seed = seed;
    this.tutor = tutor;
    this.weighted = set.weighted();
  }

  /** Steps of an epoch. */
  int count() {
    int size = profile.optimization().batchSize();
    return (reviews() + size - 1) / size;
  }

  /** Reviews of an epoch. */
  int reviews() {
    int more = (int) Math.round(profile.distillation().unlabelledShare() * set.labelled());
    return set.labelled() + Math.min(more, set.ids().size() - set.labelled());
  }

  /** Reviews of an epoch up to the end of a step. */
  int end(int index) {
    return Math.min((index + 1) * profile.optimization().batchSize(), reviews());
  }

  private List<Integer> order(int epoch) {
    if (orderedEpoch != epoch) {
      int labelled = set.labelled();
      List<Integer> chosen = new ArrayList<>();
      IntStream.range(0, labelled).forEach(chosen::add);
      if (reviews() > labelled) {
        List<Integer> others = IntStream.range(labelled, set.ids().size()).boxed().toList();
        chosen.addAll(
            Split.shuffled(others, seed + 7919L * epoch).subList(0, reviews() - labelled));
      }
      order = Split.shuffled(chosen, seed + epoch);
      orderedEpoch = epoch;
    }
    return order;
  }

  /**
   * What a step learns from.
   *
   * @param arrays ids {@code [batch, steps]}, targets {@code [batch, 1]}, a mask of the ids unless
   *     the network reads padding, and weights as a mask of the targets if they differ
   * @param contributions that the words of some rows should have, one for each id
   */
  record Batch(MultiDataSet arrays, Map<Integer, double[]> contributions) {}

  /**
   * A step's reviews.
   *
   * @param epoch from 1
   * @param index of the step, from 0
   */
  Batch batch(int epoch, int index) {
    int first = index * profile.optimization().batchSize();
    List<Integer> chosen = order(epoch).subList(first, end(index));
    boolean masked = profile.architecture().masked();
    SplittableRandom random = new SplittableRandom(seed + ((long) epoch << Integer.SIZE) + index);
    List<int[]> reviews = noisy(chosen, random);
    int rows = chosen.size();
    int steps = steps(reviews);
    float[] ids = new float[rows * steps]; // filled with 0, which is the id of padding
    float[] mask = new float[rows * steps];
    float[] targets = new float[rows];
    float[] weights = new float[rows];
    float smoothing = (float) profile.noise().labelSmoothing();
    for (int r = 0; r < rows; r++) {
      int[] review = reviews.get(r);
      for (int t = 0; t < review.length; t++) {
        ids[r * steps + t] = review[t];
        mask[r * steps + t] = 1;
      }
      targets[r] = set.targets()[chosen.get(r)];
      weights[r] = set.weights()[chosen.get(r)];
    }
    Map<Integer, double[]> contributions =
        tutor == null ? Map.of() : ask(tutor, chosen, reviews, targets, random);
    for (int r = 0; r < rows; r++) {
      targets[r] = (1 - smoothing) * targets[r] + smoothing / 2;
    }
    MultiDataSet arrays =
        new MultiDataSet(
            new INDArray[] {Nd4j.createFromArray(ids).reshape(rows, steps)},
            new INDArray[] {Nd4j.createFromArray(targets).reshape(rows, 1)},
            masked ? new INDArray[] {Nd4j.createFromArray(mask).reshape(rows, steps)} : null,
            weighted ? new INDArray[] {Nd4j.createFromArray(weights).reshape(rows, 1)} : null);
    return new Batch(arrays, contributions);
  }

  /**
   * Has the tutor judge what is read of the reviews in which it has a share.
   *
   * @param targets its part is added to them
   * @return the contributions that it teaches, by row; none if the profile wants none
   */
  private Map<Integer, double[]> ask(
      Tutor own,
      List<Integer> chosen,
      List<int[]> reviews,
      float[] targets,
      SplittableRandom random) {
    List<Integer> rows =
        IntStream.range(0, targets.length)
            .filter(r -> set.tutored()[chosen.get(r)] > 0)
            .boxed()
            .toList();
    List<int[]> asked = rows.stream().map(reviews::get).toList();
    double[] probabilities = own.probabilities(asked);
    for (int i = 0; i < probabilities.length; i++) {
      int r = rows.get(i);
      targets[r] += set.tutored()[chosen.get(r)] * (float) probabilities[i];
    }
    if (profile.distillation().contributionWeight() == 0) {
      return Map.of();
    }
    List<double[]> shares = own.shares(asked, random);
    Map<Integer, double[]> contributions = new HashMap<>();
    for (int i = 0; i < shares.size(); i++) {
      contributions.put(rows.get(i), shares.get(i));
    }
    return contributions;
  }

  /** How many ids each review is padded to. */
  private int steps(List<int[]> reviews) {
    return profile.architecture().masked()
        ? reviews.stream().mapToInt(ids -> ids.length).max().orElse(1)
        : profile.text().truncation().length();
  }

  private List<int[]> noisy(List<Integer> chosen, SplittableRandom random) {
    return chosen.stream().map(i -> noisy(set.ids().get(i), profile.noise(), random)).toList();
  }

  /** A copy of a review's ids with noise; the start marker stays. */
  static int[] noisy(int[] review, Noise noise, SplittableRandom random) {
    int[] ids = review;
    int words = review.length - 1;
    if (noise.cropRate() > 0
        && random.nextDouble() < noise.cropRate()
        && words > noise.cropMinTokens()) {
      // lengths evenly on a logarithmic scale: ten words are as frequent as a hundred
      double ratio = (double) words / noise.cropMinTokens();
      int length = (int) (noise.cropMinTokens() * Math.pow(ratio, random.nextDouble()));
      int from = 1 + random.nextInt(words - length + 1);
      ids = new int[length + 1];
      ids[0] = review[0];
      System.arraycopy(review, from, ids, 1, length);
    }
    if (noise.wordDropout() > 0) {
      ids = ids.clone();
      for (int i = 1; i < ids.length; i++) {
        ids[i] = random.nextDouble() < noise.wordDropout() ? Vocabulary.UNKNOWN : ids[i];
      }
    }
    return ids;
  }
}
