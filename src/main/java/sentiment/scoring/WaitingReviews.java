package sentiment.scoring;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The reviews that wait in the batches of all tasks of a process, by the reports of {@link
 * ScoringMetrics#waiting}. Safe for use by several threads.
 */
public final class WaitingReviews {

  private record Batch(int reviews, long oldest) {}

  private final LongSupplier nanoTime;
  private final Map<Object, Batch> batches = new ConcurrentHashMap<>();

  /** Measures age by {@code nanoTime}, which runs as {@link System#nanoTime} does. */
  public WaitingReviews(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes a report; a task in whose batch nothing waits is forgotten. */
  public void waiting(Object task, int reviews, long oldest) {
    if (reviews == 0) {
      batches.remove(task);
    } else {
      batches.put(task, new Batch(reviews, oldest));
    }
  }

  /** How many wait. */
  public int reviews() {
    return batches.values().stream().mapToInt(Batch::reviews).sum();
  }

  /** How long the oldest has waited; zero when none waits. */
  public Duration oldest() {
    long now = nanoTime.getAsLong();
    return Duration.ofNanos(
        batches.values().stream().mapToLong(batch -> now - batch.oldest()).max().orElse(0));
  }
}
