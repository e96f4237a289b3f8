package sentiment.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good probabilities are.
 *
 * @param reviews how many were judged
 * @param accuracy share on the right side of one half, 0..1
 * @param auroc area under the ROC curve: how often a positive review scores above a negative one;
 *     NaN if there is only one class
 * @param loss mean negative log-likelihood (binary cross-entropy), in nats
 * @param brier mean squared error of the probability
 * @param ece expected calibration error over 15 equal-width bins of confidence (Guo et al. 2017)
 */
public record Metrics(
    int reviews, double accuracy, double auroc, double loss, double brier, double ece) {

  /** Equal-width bins of confidence. */
  public static final int BINS = 15;

  /**
   * Judges logits.
   *
   * @param logits log-odds of positive, one a review
   * @param positive the truth, as many
   * @throws IllegalArgumentException if there are none or their numbers differ
   */
  public static Metrics of(double[] logits, List<Boolean> positive) {
    int n = logits.length;
    if (n == 0 || positive.size() != n) {
      throw new IllegalArgumentException(n + " logits for " + positive.size() + " labels");
    }
    double right = 0;
    double loss = 0;
    double squares = 0;
    double[] binConfidence = new double[BINS];
    double[] binRight = new double[BINS];
    for (int i = 0; i < n; i++) {
      boolean truth = positive.get(i);
      double p = 1 / (1 + Math.exp(-logits[i]));
      boolean hit = p >= 0.5 == truth;
      double confidence = Math.max(p, 1 - p);
      int bin = binOf(confidence);
      right += hit ? 1 : 0;
      loss += logLoss(logits[i], truth);
      squares += (p - (truth ? 1 : 0)) * (p - (truth ? 1 : 0));
      binConfidence[bin] += confidence;
      binRight[bin] += hit ? 1 : 0;
    }
    double ece = 0;
    for (int bin = 0; bin < BINS; bin++) {
      ece += Math.abs(binConfidence[bin] - binRight[bin]) / n;
    }
    return new Metrics(n, right / n, auroc(logits, positive), loss / n, squares / n, ece);
  }

  /**
   * Judges what a model said of labelled reviews.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Metrics of(List<JudgedReview> judged) {
    return of(
        judged.stream().mapToDouble(JudgedReview::logit).toArray(),
        judged.stream().map(JudgedReview::positive).toList());
  }

  /** The bin of a confidence, 0..1. */
  public static int binOf(double confidence) {
    return Math.min(BINS - 1, (int) (confidence * BINS));
  }

  /** Negative log-likelihood of one label, in nats, without overflow for any logit. */
  static double logLoss(double logit, boolean positive) {
    double z = positive ? logit : -logit;
    return z > 0 ? Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)) - z;
  }

  private static double auroc(double[] logits, List<Boolean> positive) {
    List<Integer> order =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> logits[i]))
            .toList();
    double positives = 0;
    double rankSum = 0;
    for (int from = 0; from < order.size(); ) {
      int to = from + 1; // a logit that is no number equals none, itself neither
      while (to < order.size() && logits[order.get(to)] == logits[order.get(from)]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0; // equals share their mean rank
      for (int i = from; i < to; i++) {
        if (positive.get(order.get(i))) {
          positives++;
          rankSum += rank;
        }
      }
      from = to;
    }
    return (rankSum - positives * (positives + 1) / 2) / (positives * (logits.length - positives));
  }

  /** Name to value, for manifests and reports. */
  public Map<String, Double> asMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("reviews", (double) reviews);
    map.put("accuracy", accuracy);
    map.put("auroc", auroc);
    map.put("loss", loss);
    map.put("brier", brier);
    map.put("ece", ece);
    return map;
  }
}
