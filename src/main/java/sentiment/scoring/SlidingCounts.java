package sentiment.scoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Counts of the latest events, by kind. Not for use by several threads.
 *
 * <p>Events are kept in slices of a sixtieth of the window, which are dropped whole, so memory has
 * a bound (about 120 slices) and an event costs the same whatever the rate. When events are rare, a
 * slice lasts until it holds a sixtieth of the least number.
 */
final class SlidingCounts {

  private static final int SLICES = 60;

  private static final class Slice {
    private final long first;
    private long last;
    private long events;
    private final long[] counts;

    private Slice(long now, int kinds) {
      first = now;
      counts = new long[kinds];
    }
  }

  private final long windowNanos;
  private final int least;
  private final Deque<Slice> slices = new ArrayDeque<>();
  private final long[] totals;
  private long events;

  /**
   * Counts the events of the last {@code window}, and older ones as long as there are fewer than
   * {@code least}.
   *
   * @param kinds number of kinds
   */
  SlidingCounts(Duration window, int least, int kinds) {
    this.windowNanos = window.toNanos();
    this.least = least;
    this.totals = new long[kinds];
  }

  /**
   * Counts an event.
   *
   * @param now as {@link System#nanoTime} counts; not before that of the event before
   * @param kinds those that the event counts for
   */
  void add(long now, int... kinds) {
    Slice slice = slices.peekLast();
    if (slice == null || isFull(slice, now)) {
      slice = new Slice(now, totals.length);
      slices.addLast(slice);
    }
    slice.last = now;
    slice.events++;
    events++;
    for (int kind : kinds) {
      slice.counts[kind]++;
      totals[kind]++;
    }
    expire(now);
  }

  private boolean isFull(Slice slice, long now) {
    return now - slice.first >= windowNanos / SLICES && (long) SLICES * slice.events >= least;
  }

  /** Drops what is too old. */
  void expire(long now) {
    Slice oldest = slices.peekFirst();
    while (oldest != null && now - oldest.last > windowNanos && events - oldest.events >= least) {
      slices.removeFirst();
      events -= oldest.events;
      for (int kind = 0; kind < totals.length; kind++) {
        totals[kind] -= oldest.counts[kind];
      }
      oldest = slices.peekFirst();
    }
  }

  /** How many events are counted. */
  long events() {
    return events;
  }

  /** How many of them are of each of these kinds. */
  long[] counts(int from, int to) {
    return Arrays.copyOfRange(totals, from, to);
  }

  /** Slices in memory. */
  int slices() {
    return slices.size();
  }
}
