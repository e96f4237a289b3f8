package sentiment.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import sentiment.scoring.Rejection;

/**
 * The reviews that wait for their batch, in order of arrival.
 *
 * <p>What a processor was handed counts as consumed at the next commit, so every waiting record is
 * also kept in {@link ReviewSlots}. The prepared reviews beside them are for speed; {@link
 * #restore} rebuilds them.
 */
final class ReviewBuffer {

  /**
   * Larger records do not wait, and so never need the changelog: its topic has the broker's default
   * limit of a megabyte, which this leaves room in.
   */
  static final int MAX_STORED_BYTES = 256 * 1024;

  /** Upper bound of what a slot adds to its record: coordinates, lengths, its own frame. */
  static final int SLOT_OVERHEAD = 4096;

  private final ReviewSlots slots;
  private final int maxReviews;
  private final int maxPositions;
  private final List<PendingReview> pending = new ArrayList<>();
  private long positions;

  /** A buffer that is due at either bound. */
  ReviewBuffer(ReviewSlots slots, int maxReviews, int maxPositions) {
    this.slots = slots;
    this.maxReviews = maxReviews;
    this.maxPositions = maxPositions;
  }

  /** Fills the buffer with the records that the slots hold. */
  void restore(Function<InputRecord, PendingReview> prepare) {
    slots.restore(record -> append(prepare.apply(record)));
  }

  /**
   * Appends a review.
   *
   * @return whether the batch is due: then it has to be {@linkplain #drain drained} before control
   *     goes back to Kafka Streams, for the last review is not kept
   */
  boolean add(PendingReview review, boolean isLastAtHand) {
    append(review);
    boolean isAlone = pending.size() == 1;
    if (isLastAtHand
        || pending.size() >= maxReviews
        || positions >= maxPositions
        || review.input().size() > MAX_STORED_BYTES
        || (isAlone && review.preparation() instanceof Rejection)) {
      return true;
    }
    slots.append(review.input());
    return false;
  }

  private void append(PendingReview review) {
    pending.add(review);
    positions += review.positions();
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** How many reviews wait. */
  int reviews() {
    return pending.size();
  }

  /** When the first of them came, as {@link System#nanoTime} counts; the buffer isn't empty. */
  long oldest() {
    return pending.get(0).arrival();
  }

  /** Takes all reviews out, in order of arrival. */
  List<PendingReview> drain() {
    List<PendingReview> batch = List.copyOf(pending);
    pending.clear();
    positions = 0;
    slots.clear();
    return batch;
  }
}
