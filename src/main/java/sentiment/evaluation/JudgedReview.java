package sentiment.evaluation;

/**
 * What a model said of one labelled review.
 *
 * @param positive the label
 * @param logit log-odds of positive, calibrated
 * @param words of the review, read by the model or not
 * @param unknown share of the words read that are outside the model's vocabulary, 0..1
 */
public record JudgedReview(boolean positive, double logit, int words, double unknown) {

  /** Probability of positive, 0..1. */
  public double probability() {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Whether the model took the review's side. */
  public boolean right() {
    return probability() >= 0.5 == positive;
  }

  /** Probability of the side that the model took, 0.5..1. */
  public double confidence() {
    double p = probability();
    return Math.max(p, 1 - p);
  }
}
