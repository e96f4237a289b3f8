package sentiment.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Upper bounds of the histograms' buckets. */
final class Buckets {

  private static final double[] STEPS = {1, 1.5, 2, 3, 5, 7};

  /** Probabilities and ratios. */
  static final double[] TENTHS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

  /** Differences of probabilities, of which most are small. */
  static final double[] DIFFERENCES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1};

  /** Numbers of reviews. */
  static final double[] REVIEWS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096};

  private Buckets() {}

  /**
   * Six bounds for each power of ten, so that a quantile read from the histogram is off by a factor
   * of 1.7 at the very worst, and by much less when a bucket is evenly filled.
   */
  static Duration[] times(Duration from, Duration to) {
    List<Duration> bounds = new ArrayList<>();
    for (Duration decade = from; ; decade = decade.multipliedBy(10)) {
      for (double step : STEPS) {
        Duration bound = Duration.ofNanos(Math.round(decade.toNanos() * step));
        if (bound.compareTo(to) > 0) {
          return bounds.toArray(Duration[]::new);
        }
        bounds.add(bound);
      }
    }
  }
}
