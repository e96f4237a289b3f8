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
 * A network that reads what a student reads, step by step: it judges a stretch of a review as such,
 * and says which words its judgement comes from.
 */
final class Tutor {

  /** Reviews that a thread takes at a time; never a matter of the machine. */
  private static final int PART = 16;

  private final AttentionModel model;
  private final IntegratedGradients gradients;

  /**
   * @param model calibrated
   */
  Tutor(AttentionModel model) {
    this.model = model;
    this.gradients = new IntegratedGradients(model);
  }

  /** The probability that each review is positive. */
  double[] probabilities(List<int[]> ids) {
    return inParts(ids.size(), (from, to) -> model.session().predict(ids.subList(from, to)))
        .stream()
        .mapToDouble(Prediction::probability)
        .toArray();
  }

  /**
   * An unbiased guess of each word's integrated gradient: that at one point of the way.
   *
   * @param random draws the points
   * @return a number for each id of each review
   */
  List<double[]> shares(List<int[]> ids, SplittableRandom random) {
    double[] points = random.doubles(ids.size()).toArray();
    return inParts(
        ids.size(),
        (from, to) -> gradients.at(ids.subList(from, to), Arrays.copyOfRange(points, from, to)));
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
