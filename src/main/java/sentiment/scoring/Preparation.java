package sentiment.scoring;

/** A review that is ready to be scored, or the reason why it can't be. */
public sealed interface Preparation permits PreparedReview, Rejection {}
