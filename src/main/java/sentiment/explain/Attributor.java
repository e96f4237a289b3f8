package sentiment.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sentiment.model.AttentionModel;
import sentiment.model.LogitGradients;
import sentiment.model.Prediction;

/**
 * Attributes a model's judgement to the positions that it read, by any {@link AttributionMethod}.
 * For one thread at a time.
 */
public final class Attributor {

  /** Steps on the way from no words to the review, for integrated gradients. */
  public static final int STEPS = 64;

  /** Reviews that are judged or differentiated at a time. */
  private static final int BATCH = 64;

  private final AttentionModel.Session session;
  private final LogitGradients gradients;

  public Attributor(AttentionModel model) {
    this.session = model.loneSession();
    this.gradients = new LogitGradients(model);
  }

  /**
   * Scores of positions.
   *
   * @param method how
   * @param ids of a review, the start marker first
   * @return a number for each id; above 0 it speaks for a positive judgement if the method tells
   */
  public double[] attribute(AttributionMethod method, int[] ids) {
    return switch (method) {
      case CONTRIBUTION -> {
        Prediction prediction = predict(List.of(ids)).get(0);
        yield IntStream.range(0, ids.length).mapToDouble(prediction::contribution).toArray();
      }
      case ATTENTION -> {
        Prediction prediction = predict(List.of(ids)).get(0);
        yield IntStream.range(0, ids.length).mapToDouble(prediction::attention).toArray();
      }
      case GRADIENT_TIMES_INPUT -> {
        yield products(inside(ids).gradient(), gradients.vectors(ids), ids.length);
      }
      case INTEGRATED_GRADIENTS -> integrated(ids).scores();
      case LEAVE_ONE_OUT -> leftOut(ids);
    };
  }

  /**
   * Integrated gradients: the vectors of the words grow from zero, that of the start marker stays.
   *
   * @param scores of each position; the start marker's is 0
   * @param gap of completeness: how far the scores' sum is from what the logit changes by, as a
   *     share of it; 0 if nothing was lost to the {@value #STEPS} steps
   */
  public record Integrated(double[] scores, double gap) {}

  /** Integrated gradients of a review. */
  public Integrated integrated(int[] ids) {
    int size = gradients.vectorSize();
    float[] whole = gradients.vectors(ids);
    float[] words = whole.clone(); // what grows
    Arrays.fill(words, 0, size, 0);
    double[] mean = new double[whole.length];
    for (int from = 0; from < STEPS; from += BATCH) {
      List<float[]> steps = new ArrayList<>();
      for (int step = from; step < Math.min(STEPS, from + BATCH); step++) {
        steps.add(between(whole, words, (step + 0.5) / STEPS)); // midpoint rule
      }
      for (LogitGradients.Result result : gradients.of(steps)) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += result.gradient()[i] / STEPS;
        }
      }
    }
    double[] scores = new double[ids.length];
    double sum = 0;
    for (int i = 0; i < whole.length; i++) {
      double share = mean[i] * words[i];
      sum += share;
      if (i / size < scores.length) {
        scores[i / size] += share;
      }
    }
    List<LogitGradients.Result> ends = gradients.of(List.of(whole, between(whole, words, 0)));
    double change = ends.get(0).logit() - ends.get(1).logit();
    return new Integrated(scores, change == 0 ? 0 : Math.abs(sum - change) / Math.abs(change));
  }

  private static float[] between(float[] whole, float[] words, double share) {
    float[] vectors = whole.clone();
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] -= (float) ((1 - share) * words[i]);
    }
    return vectors;
  }

  private double[] products(float[] gradient, float[] vectors, int positions) {
    int size = gradients.vectorSize();
    double[] scores = new double[positions];
    for (int i = 0; i < positions * size; i++) {
      scores[i / size] += (double) gradient[i] * vectors[i];
    }
    return scores;
  }

  private double[] leftOut(int[] ids) {
    List<int[]> shorter = new ArrayList<>();
    shorter.add(ids);
    for (int i = 0; i < ids.length && ids.length > 1; i++) {
      shorter.add(without(ids, i));
    }
    List<Prediction> predictions = predict(shorter);
    double logit = predictions.get(0).logit();
    double[] scores = new double[ids.length];
    for (int i = 1; i < predictions.size(); i++) {
      scores[i - 1] = logit - predictions.get(i).logit();
    }
    return scores;
  }

  private static int[] without(int[] ids, int position) {
    int[] rest = new int[ids.length - 1];
    System.arraycopy(ids, 0, rest, 0, position);
    System.arraycopy(ids, position + 1, rest, position, rest.length - position);
    return rest;
  }

  /** A review's logit, computed from the context, with its gradient and hidden states. */
  public LogitGradients.Result inside(int[] ids) {
    return gradients.of(List.of(gradients.vectors(ids))).get(0);
  }

  /** Judges many variants of a review, in order. */
  public List<Prediction> predict(List<int[]> ids) {
    List<Prediction> predictions = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += BATCH) {
      predictions.addAll(session.predict(ids.subList(from, Math.min(ids.size(), from + BATCH))));
    }
    return predictions;
  }
}
