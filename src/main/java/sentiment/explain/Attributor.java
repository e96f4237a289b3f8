package sentiment.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import sentiment.model.AttentionModel;
import sentiment.model.LogitGradients;
import sentiment.model.Prediction;
import sentiment.text.Vocabulary;

/**
 * Attributes a model's judgement to the positions that it read, by any {@link AttributionMethod}.
 * For one thread at a time.
 */
public final class Attributor {

  /** Points on the way from unknown words to the review, for integrated gradients. */
  public static final int STEPS = 64;

  /** Where on the way from 0 to 1 the gradient is taken, and how much it counts there. */
  private static final Quadrature WAY = Quadrature.gaussLegendre(STEPS);

  /** Positions that are judged or differentiated at a time, which bounds the memory. */
  private static final int POSITIONS = 2048;

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
   * Integrated gradients. The words' vectors go from that of the unknown word, which the model has
   * learned to make nothing of, to their own; that of the start marker stays.
   *
   * @param scores of each position; the start marker's is 0
   * @param sum of all of them, also of padding where the model reads it
   * @param change of the logit on the way; the scores would sum up to it, were there no end of
   *     steps
   */
  public record Integrated(double[] scores, double sum, double change) {

    /** How far the sum is from the change, as a share of it; 0 if nothing was lost. */
    public double gap() {
      return change == 0 ? 0 : Math.abs((sum - change) / change);
    }
  }

  /** Integrated gradients of a review, with {@value #STEPS} steps. */
  public Integrated integrated(int[] ids) {
    float[] end = gradients.vectors(ids);
    int[] unknown = ids.clone();
    Arrays.fill(unknown, 1, unknown.length, Vocabulary.UNKNOWN);
    float[] begin = gradients.vectors(unknown);
    double[] mean = new double[end.length];
    int batch = Math.max(1, POSITIONS * gradients.vectorSize() / end.length);
    for (int from = 0; from < STEPS; from += batch) {
      int to = Math.min(STEPS, from + batch);
      List<float[]> steps =
          Arrays.stream(WAY.points(), from, to).mapToObj(s -> between(begin, end, s)).toList();
      List<LogitGradients.Result> results = gradients.of(steps);
      for (int step = from; step < to; step++) {
        float[] gradient = results.get(step - from).gradient();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += WAY.weights()[step] * gradient[i];
        }
      }
    }
    double[] scores = new double[ids.length];
    double sum = 0;
    for (int i = 0; i < end.length; i++) {
      double share = mean[i] * (end[i] - begin[i]);
      sum += share;
      if (i / gradients.vectorSize() < scores.length) {
        scores[i / gradients.vectorSize()] += share;
      }
    }
    List<LogitGradients.Result> ends = gradients.of(List.of(begin, end));
    return new Integrated(scores, sum, ends.get(1).logit() - ends.get(0).logit());
  }

  private static float[] between(float[] begin, float[] end, double share) {
    float[] vectors = begin.clone();
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] += (float) (share * (end[i] - begin[i]));
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
      shorter.add(without(ids, List.of(i)));
    }
    List<Prediction> predictions = predict(shorter);
    double logit = predictions.get(0).logit();
    double[] scores = new double[ids.length];
    for (int i = 1; i < predictions.size(); i++) {
      scores[i - 1] = logit - predictions.get(i).logit();
    }
    return scores;
  }

  /** Ids without those at some positions. */
  public static int[] without(int[] ids, Collection<Integer> positions) {
    boolean[] gone = new boolean[ids.length];
    positions.forEach(i -> gone[i] = true);
    return IntStream.range(0, ids.length).filter(i -> !gone[i]).map(i -> ids[i]).toArray();
  }

  /** A review's logit, computed from the context, with its gradient and hidden states. */
  public LogitGradients.Result inside(int[] ids) {
    return gradients.of(List.of(gradients.vectors(ids))).get(0);
  }

  /** Judges many variants of a review, in order. */
  public List<Prediction> predict(List<int[]> ids) {
    List<Prediction> predictions = new ArrayList<>();
    for (int from = 0; from < ids.size(); ) {
      int to = from;
      for (int positions = 0; to < ids.size() && positions < POSITIONS; to++) {
        positions += ids.get(to).length;
      }
      predictions.addAll(session.predict(ids.subList(from, to)));
      from = to;
    }
    return predictions;
  }
}
