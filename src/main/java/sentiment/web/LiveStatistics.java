package sentiment.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.Judgement;
import sentiment.scoring.ReviewFeed;

/** Counts what goes by, second by second, ten of them back. Not for use by several threads. */
final class LiveStatistics {

  private static final int SECONDS = 10;

  private static final class Second {
    private int scored;
    private int positive;
    private int rejected;
    private int batches;
    private int sampledOut;
    private final LatencyHistogram endToEnd = new LatencyHistogram();
  }

  /**
   * The figures at the end of a second; null where there was nothing to take them from.
   *
   * @param p50 end to end of the last ten seconds, in milliseconds
   * @param batchSize mean of the last second
   * @param positiveShare of the scores of the last ten seconds, 0..1
   * @param sampledOut reviews of the last second that were not shown
   */
  record Figures(
      double scoredPerSecond,
      double rejectedPerSecond,
      @Nullable Long p50,
      @Nullable Long p95,
      @Nullable Long p99,
      @Nullable Double batchSize,
      @Nullable Double positiveShare,
      int sampledOut) {}

  private final Deque<Second> seconds = new ArrayDeque<>();

  LiveStatistics() {
    clear();
  }

  /** Forgets everything. */
  void clear() {
    seconds.clear();
    seconds.add(new Second());
  }

  /** A batch was scored, and so many of it are not shown. */
  void add(List<ReviewFeed.Item> batch, int sampledOut) {
    Second now = seconds.getLast();
    now.batches++;
    now.sampledOut += sampledOut;
    for (ReviewFeed.Item item : batch) {
      now.endToEnd.add(item.endToEnd().toMillis());
      if (item.verdict() instanceof Judgement judgement) {
        now.scored++;
        now.positive += judgement.result().probability() >= 0.5 ? 1 : 0;
      } else {
        now.rejected++;
      }
    }
  }

  /**
   * Ends a second.
   *
   * @param length how long it was
   */
  Figures next(Duration length) {
    Second last = seconds.getLast();
    LatencyHistogram endToEnd = new LatencyHistogram();
    long scored = 0;
    long positive = 0;
    for (Second second : seconds) {
      endToEnd.add(second.endToEnd);
      scored += second.scored;
      positive += second.positive;
    }
    boolean isEmpty = endToEnd.total() == 0;
    double inSeconds = Math.max(1e-3, length.toNanos() / 1e9);
    Figures figures =
        new Figures(
            last.scored / inSeconds,
            last.rejected / inSeconds,
            isEmpty ? null : endToEnd.percentile(0.5),
            isEmpty ? null : endToEnd.percentile(0.95),
            isEmpty ? null : endToEnd.percentile(0.99),
            last.batches == 0 ? null : (double) (last.scored + last.rejected) / last.batches,
            scored == 0 ? null : (double) positive / scored,
            last.sampledOut);
    seconds.add(new Second());
    if (seconds.size() > SECONDS) {
      seconds.remove();
    }
    return figures;
  }
}
