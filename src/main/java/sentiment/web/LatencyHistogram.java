package sentiment.web;

/**
 * Counts of latencies in little memory, right to 4 percent: each power of two has 16 buckets. Not
 * for use by several threads.
 */
final class LatencyHistogram {

  private static final int PARTS = 16;
  private static final int BITS = 4;

  /** Longer than a year. */
  private static final long MAX_MS = (1L << 35) - 1;

  private final int[] counts = new int[(36 - BITS) * PARTS];
  private long total;

  /** Counts one. */
  void add(long millis) {
    counts[bucket(Math.max(0, Math.min(MAX_MS, millis)))]++;
    total++;
  }

  /** Counts all of the other's too. */
  void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /** How many were counted. */
  long total() {
    return total;
  }

  /**
   * The latency that this share of all does not exceed, in milliseconds.
   *
   * @param share above 0, up to 1; something must have been counted
   */
  long percentile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    int i = 0;
    for (long seen = counts[0]; seen < rank; seen += counts[i]) {
      i++;
    }
    return middle(i);
  }

  private static int bucket(long millis) {
    if (millis < PARTS) {
      return (int) millis;
    }
    int shift = 63 - Long.numberOfLeadingZeros(millis) - BITS;
    return (shift + 1) * PARTS + (int) (millis >> shift) - PARTS;
  }

  private static long middle(int bucket) {
    if (bucket < PARTS) {
      return bucket;
    }
    int shift = bucket / PARTS - 1;
    long low = (long) (PARTS + bucket % PARTS) << shift;
    return low + ((1L << shift) - 1) / 2;
  }
}
