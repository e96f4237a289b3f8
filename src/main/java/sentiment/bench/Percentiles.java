package sentiment.bench;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Exact percentiles.
 *
 * @param sorted all values, smallest first
 */
record Percentiles(long[] sorted) {

  static Percentiles of(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  int count() {
    return sorted.length;
  }

  /**
   * The smallest value that at least {@code percent} of all do not exceed (nearest rank); 0 if
   * there are none.
   *
   * @param percent above 0, at most 100
   */
  long at(double percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }

  double mean() {
    return LongStream.of(sorted).average().orElse(0);
  }
}
