package sentiment.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A review and what its author felt.
 *
 * @param id where it came from ({@code train/pos/0_9.txt}, {@code reviews.csv:17}), unique in its
 *     data set
 * @param text the review as written, never blank
 * @param positive whether the author liked it
 * @param group what it reviews (a film), or null if unknown; reviews of one thing share words, so a
 *     split keeps them together
 */
public record LabelledReview(String id, String text, boolean positive, @Nullable String group) {}
