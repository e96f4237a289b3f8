package sentiment.streams;

import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;

/**
 * A record in the buffer.
 *
 * @param input what came in
 * @param preparation what is to be scored, or why it can't be
 * @param arrival when this process took it up, as {@link System#nanoTime} counts
 */
record PendingReview(InputRecord input, Preparation preparation, long arrival) {

  /** Its share of a batch's work, in positions that the model computes. */
  int positions() {
    return preparation instanceof PreparedReview review ? review.positions() : 0;
  }
}
