package sentiment.scoring;

/** Why a review has no score; the names are part of the dead letters' contract. */
public enum RejectionReason {
  /** No text, or nothing in it that the tokenizer calls a word. */
  EMPTY_TEXT,
  /** The bytes are not a review in the expected format. */
  UNDECODABLE,
  /** The text is longer than the configured bound. */
  TOO_LARGE,
  /** Scoring this review failed. */
  SCORING_FAILED
}
