package sentiment.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import sentiment.scoring.Rejection;

/**
 * The reviews that wait for their batch, in order of arrival.
 *
 * <p>What a processor was handed counts as consumed at the next commit, so every waiting record is
 * also in a store with a changelog, in slots 0, 1, 2, ... that the next batch reuses. The store's
 * cache writes to the changelog at a commit only: a record scored before that never gets there. The
 * prepared reviews beside the store are for speed; {@link #restore} rebuilds them.
 */
final class ReviewBuffer {

  /**
   * Larger records do not wait, and so never need the changelog: its topic has the broker's default
   * limit of a megabyte, which this leaves room in.
   */
  static final int MAX_STORED_BYTES = 256 * 1024;

  /** Upper bound of what a slot adds to its record: coordinates, lengths, its own frame. */
  static final int SLOT_OVERHEAD = 4096;

  private final KeyValueStore<Integer, InputRecord> slots;
  private final int maxReviews;
  private final int maxTokens;
  private final List<PendingReview> pending = new ArrayList<>();
  private int stored;
  private long tokens;

  /** A buffer that is due at either bound; {@code slots} is its durable half. */
  ReviewBuffer(KeyValueStore<Integer, InputRecord> slots, int maxReviews, int maxTokens) {
    this.slots = slots;
    this.maxReviews = maxReviews;
    this.maxTokens = maxTokens;
  }

  /** Fills the buffer with the records that the store holds. */
  void restore(Function<InputRecord, PendingReview> prepare) {
    try (KeyValueIterator<Integer, InputRecord> records = slots.all()) {
      while (records.hasNext()) {
        KeyValue<Integer, InputRecord> record = records.next();
        append(prepare.apply(record.value));
        stored = record.key + 1;
      }
    }
  }

  /**
   * Appends a review.
   *
   * @return whether the batch is due: then it has to be {@linkplain #drain drained} before control
   *     goes back to Kafka Streams, for the last review is not stored
   */
  boolean add(PendingReview review) {
    append(review);
    boolean isAlone = pending.size() == 1;
    if (pending.size() >= maxReviews
        || tokens >= maxTokens
        || review.input().size() > MAX_STORED_BYTES
        || (isAlone && review.preparation() instanceof Rejection)) {
      return true;
    }
    slots.put(stored, review.input());
    stored++;
    return false;
  }

  private void append(PendingReview review) {
    pending.add(review);
    tokens += review.tokens();
  }

  /** Takes all reviews out, in order of arrival. */
  List<PendingReview> drain() {
    List<PendingReview> batch = List.copyOf(pending);
    pending.clear();
    tokens = 0;
    for (int slot = 0; slot < stored; slot++) {
      slots.delete(slot);
    }
    stored = 0;
    return batch;
  }
}
