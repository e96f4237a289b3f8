package sentiment.scoring;

/** What became of one review. */
public sealed interface ScoringResult permits ReviewScore, Rejection {

  /** The review's id, as given. */
  String reviewId();
}
