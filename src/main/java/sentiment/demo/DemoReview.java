package sentiment.demo;

import org.jspecify.annotations.Nullable;

/**
 * A review that the demo streams.
 *
 * @param id unique among the reviews of a run; it becomes the record's key
 * @param text the review as written, possibly empty
 * @param note what is special about it in a word or two, possibly empty
 * @param positive whether its author liked it; null when nobody says so
 */
public record DemoReview(String id, String text, String note, @Nullable Boolean positive) {}
