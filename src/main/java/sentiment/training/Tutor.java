package sentiment.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import sentiment.explain.IntegratedGradients;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;

/**
 * Networks that read what a student reads, step by step: they judge a stretch of a review as such,
 * and say which words their judgement comes from.
 */
final class Tutor {

  /** Reviews that a thread takes at a time; never a matter of the machine. */
  private static final int PART = 16;

  private final List<AttentionModel> models;
  private final List<IntegratedGradients> gradients;

  /**
   * @param models calibrated, at least one
   */
  Tutor(List<AttentionModel> models) {
    this.models = List.copyOf(models);
    this.gradients = models.stream().map(IntegratedGradients::new).toList();
  }

  /** How many networks have a say. */
  int size() {
    return models.size();
  }

  /** The probability that each review is positive, in the mean of the networks. */
  double[] probabilities(List<int[]> ids) {
    double[] sums = new double[ids.size()];
    for (AttentionModel model : models) {
      List<Prediction> predictions =
          inParts(ids.size(), (from, to) -> model.session().predict(ids.subList(from, to)));
      Arrays.setAll(sums, i -> sums[i] + predictions.get(i).probability() / models.size());
    }
    return sums;
  }

  /**
   * An unbiased guess of each word's integrated gradient, in the mean of the networks: that of one
   * of them, at one point of the way.
   *
   * @param random draws both
   * @return a number for each id of each review
   */
  List<double[]> shares(List<int[]> ids, SplittableRandom random) {
    double[] points = random.doubles(ids.size()).toArray();
    IntegratedGradients one = gradients.get(random.nextInt(gradients.size()));
    return inParts(
        ids.size(),
        (from, to) -> one.at(ids.subList(from, to), Arrays.copyOfRange(points, from, to)));
  }

  private static <T> List<T> inParts(int size, BiFunction<Integer, Integer, List<T>> part) {
    List<List<T>> parts =
        IntStream.range(0, (size + PART - 1) / PART)
            .parallel()
            .mapToObj(p -> part.apply(p * PART, Math.min(size, (p + 1) * PART)))
            .toList();
    List<T> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }
}
