package sentiment.scoring;

/**
 * A review without a score.
 *
 * @param detail one line for people; never holds review text
 */
public record Rejection(String reviewId, RejectionReason reason, String detail)
    implements ScoringResult, Preparation, Verdict {

  @Override
  public ScoringResult result() {
    return this;
  }
}
