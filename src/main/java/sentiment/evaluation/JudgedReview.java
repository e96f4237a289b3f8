package sentiment.evaluation;

import org.jspecify.annotations.Nullable;
import sentiment.dataset.LabelledReview;
import sentiment.text.EncodedReview;

/**
 * What a model said of one labelled review.
 *
 * @param positive the label
 * @param logit log-odds of positive, calibrated, a finite number
 * @param words of the review, read by the model or not
 * @param unknown share of the words read that are outside the model's vocabulary, 0..1
 * @param group what it reviews, or null if unknown
 */
public record JudgedReview(
    boolean positive, double logit, int words, double unknown, @Nullable String group) {

  /**
   * Refuses what is no judgement.
   *
   * @throws IllegalArgumentException if the logit is no number or infinite
   */
  public JudgedReview {
    if (!Double.isFinite(logit)) {
      throw new IllegalArgumentException("logit " + logit + ": expected a finite number");
    }
  }

  /** A review as a network read it. */
  public static JudgedReview of(LabelledReview review, EncodedReview encoded, double logit) {
    return new JudgedReview(
        review.positive(),
        logit,
        encoded.tokens().size(),
        (double) encoded.tokensUnknown() / Math.max(1, encoded.tokensUsed()),
        review.group());
  }

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
