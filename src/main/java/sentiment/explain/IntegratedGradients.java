package sentiment.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sentiment.model.AttentionModel;
import sentiment.model.LogitGradients;
import sentiment.text.Vocabulary;

/**
 * Integrated gradients (Sundararajan et al. 2017). The words' vectors go from that of the unknown
 * word, which the model has learned to make nothing of, to their own; that of the start marker
 * stays. Shared between threads.
 */
public final class IntegratedGradients {

  /** Points on the way from unknown words to the review. */
  public static final int STEPS = 64;

  /** Where on the way from 0 to 1 the gradient is taken, and how much it counts there. */
  private static final Quadrature WAY = Quadrature.gaussLegendre(STEPS);

  private final LogitGradients gradients;

  public IntegratedGradients(AttentionModel model) {
    this.gradients = new LogitGradients(model);
  }

  /**
   * What a review's positions have of the change of its logit.
   *
   * @param scores of each position; the start marker's is 0
   * @param sum of all of them, also of padding where the model reads it
   * @param change of the logit on the way; the scores would sum up to it, were there no end of
   *     steps
   */
  public record Result(double[] scores, double sum, double change) {

    /** How far the sum is from the change, as a share of it; 0 if nothing was lost. */
    public double gap() {
      return change == 0 ? 0 : Math.abs((sum - change) / change);
    }
  }

  /** The way of a review. */
  private record Way(float[] begin, float[] end) {

    float[] at(double share) {
      float[] vectors = begin.clone();
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] += (float) (share * (end[i] - begin[i]));
      }
      return vectors;
    }
  }

  private Way way(int[] ids) {
    int[] unknown = ids.clone();
    Arrays.fill(unknown, 1, unknown.length, Vocabulary.UNKNOWN);
    return new Way(gradients.vectors(unknown), gradients.vectors(ids));
  }

  /**
   * Integrated gradients of a review, with {@value #STEPS} steps.
   *
   * @param ids the start marker first
   */
  public Result of(int[] ids) {
    Way way = way(ids);
    int positions = way.end().length / gradients.vectorSize();
    double[] scores = new double[positions];
    int batch = Math.max(1, LogitGradients.POSITIONS / positions);
    for (int from = 0; from < STEPS; from += batch) {
      int to = Math.min(STEPS, from + batch);
      List<float[]> steps = Arrays.stream(WAY.points(), from, to).mapToObj(way::at).toList();
      List<LogitGradients.Result> results = gradients.of(steps);
      for (int step = from; step < to; step++) {
        add(WAY.weights()[step], results.get(step - from).gradient(), way, scores);
      }
    }
    double[] ends = gradients.logits(List.of(way.begin(), way.end()));
    return new Result(
        Arrays.copyOf(scores, ids.length), Arrays.stream(scores).sum(), ends[1] - ends[0]);
  }

  /**
   * One step each of many reviews' integrated gradients. At a point that is drawn evenly from 0..1,
   * it has their expectation (Erion et al. 2021). All are differentiated at once: the caller bounds
   * their number, and so the memory.
   *
   * @param ids of each review, the start marker first
   * @param points where on each review's way
   * @return a number for each id of each review
   */
  public List<double[]> at(List<int[]> ids, double[] points) {
    List<Way> ways = ids.stream().map(this::way).toList();
    List<float[]> vectors = new ArrayList<>();
    for (int r = 0; r < points.length; r++) {
      vectors.add(ways.get(r).at(points[r]));
    }
    List<LogitGradients.Result> results = gradients.of(vectors);
    List<double[]> scores = new ArrayList<>();
    for (int r = 0; r < points.length; r++) {
      double[] own = new double[ids.get(r).length];
      add(1, results.get(r).gradient(), ways.get(r), own);
      scores.add(own);
    }
    return scores;
  }

  /** Adds what one step says of the first positions. */
  private void add(double weight, float[] gradient, Way way, double[] scores) {
    int size = gradients.vectorSize();
    for (int i = 0; i < scores.length * size; i++) {
      scores[i / size] += weight * gradient[i] * (way.end()[i] - way.begin()[i]);
    }
  }
}
