package sentiment.explain;

import java.util.ArrayList;
import java.util.Collection;
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

  private final AttentionModel.Session session;
  private final LogitGradients gradients;
  private final IntegratedGradients integratedGradients;

  public Attributor(AttentionModel model) {
    this.session = model.loneSession();
    this.gradients = new LogitGradients(model);
    this.integratedGradients = new IntegratedGradients(model);
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

  /** Integrated gradients of a review, with their sum. */
  public IntegratedGradients.Result integrated(int[] ids) {
    return integratedGradients.of(ids);
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
      for (int positions = 0; to < ids.size() && positions < LogitGradients.POSITIONS; to++) {
        positions += ids.get(to).length;
      }
      predictions.addAll(session.predict(ids.subList(from, to)));
      from = to;
    }
    return predictions;
  }
}
