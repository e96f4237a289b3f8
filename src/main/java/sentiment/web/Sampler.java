package sentiment.web;

/**
 * Chooses evenly when there are more than so many a second. While there are not, all are taken; in
 * no second are there more. Not for use by several threads.
 */
final class Sampler {

  private static final long SECOND = 1_000_000_000;

  private final long[] taken; // when the last ones were taken, a ring
  private int next;
  private int filled;
  private long lastOffer;
  private long lastLeft;
  private boolean crowded;
  private double credit;

  Sampler(int perSecond) {
    taken = new long[perSecond];
  }

  /**
   * How many to take of those that are there now.
   *
   * @param now as {@link System#nanoTime} counts
   */
  int take(int offered, long now) {
    int n = Math.min(offered, room(now));
    if (crowded && now - lastLeft >= SECOND) {
      crowded = false;
    }
    if (crowded) {
      // a second's worth at its beginning would be no even choice
      credit += taken.length * (double) (now - lastOffer) / SECOND;
      n = Math.min(n, (int) credit);
      credit = Math.min(credit - n, 1);
    }
    if (n < offered) {
      credit = crowded ? credit : 0;
      crowded = true;
      lastLeft = now;
    }
    lastOffer = now;
    for (int i = 0; i < n; i++) {
      taken[next] = now;
      next = (next + 1) % taken.length;
    }
    filled = Math.min(taken.length, filled + n);
    return n;
  }

  /** How many more this second may have. */
  private int room(long now) {
    int room = taken.length - filled;
    for (int i = 0; i < filled; i++) {
      if (now - taken[(next + taken.length - 1 - i) % taken.length] >= SECOND) {
        room++;
      }
    }
    return room;
  }
}
