package sentiment.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringMetrics;

/** Collects what the stream reports of its batches. Safe for use by several threads. */
final class BatchStatistics implements ScoringMetrics {

  private final List<Long> sizes = new ArrayList<>();
  private long positions;
  private long padded;
  private long inferenceNanos;
  private long words;
  private long firstBatch;

  @Override
  public synchronized void batch(
      int reviews, long computedPositions, int longest, Duration inference) {
    if (sizes.isEmpty()) {
      firstBatch = System.nanoTime() - inference.toNanos();
    }
    sizes.add((long) reviews);
    positions += computedPositions;
    padded += (long) reviews * longest;
    inferenceNanos += inference.toNanos();
  }

  @Override
  public synchronized void scored(ReviewScore score) {
    words += score.tokensUsed();
  }

  /** Sizes of all batches so far, in reviews. */
  synchronized Percentiles sizes() {
    return Percentiles.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }

  /** Share of padded batches that would have been padding, 0 to 1. */
  synchronized double paddingRatio() {
    return padded == 0 ? 0 : 1 - (double) positions / padded;
  }

  /** Time in the model, in seconds, all threads together. */
  synchronized double inferenceSeconds() {
    return inferenceNanos / 1e9;
  }

  /** When the model was first called, as {@link System#nanoTime} counts; 0 before that. */
  synchronized long firstBatch() {
    return firstBatch;
  }

  /** Words that the model has read. */
  synchronized long words() {
    return words;
  }
}
