package sentiment.scoring;

import sentiment.text.EncodedReview;

/**
 * A review that passed all checks on its own and waits for its batch.
 *
 * @param encoded the ids to score
 * @param positions that the model computes for it: its share of a batch's work
 */
public record PreparedReview(String reviewId, String text, EncodedReview encoded, int positions)
    implements Preparation {}
