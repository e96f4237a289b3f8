package sentiment.streams;

import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;

/** A record in the buffer: what came in, and what is to be scored or why it can't be. */
record PendingReview(InputRecord input, Preparation preparation) {

  /** Its share of a batch's work, in positions that the model computes. */
  int positions() {
    return preparation instanceof PreparedReview review ? review.positions() : 0;
  }
}
