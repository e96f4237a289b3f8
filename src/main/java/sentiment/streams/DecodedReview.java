package sentiment.streams;

import sentiment.scoring.Rejection;

/** What a record's bytes hold: a review, or the reason why there is none. */
sealed interface DecodedReview {

  /** A review's id and its text, which may be empty. */
  record Text(String reviewId, String text) implements DecodedReview {}

  /** A record without a readable review. */
  record Unusable(Rejection rejection) implements DecodedReview {}
}
