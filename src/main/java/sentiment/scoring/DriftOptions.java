package sentiment.scoring;

import java.time.Duration;

/**
 * Which reviews are compared with the model's reference.
 *
 * @param window those of the last so much time, and older ones while there are too few
 * @param minReviews fewer than these are not compared, {@value #FEWEST} or more
 */
public record DriftOptions(Duration window, int minReviews) {

  /**
   * Below this, chance alone may reach the threshold: see {@link StabilityIndex} for the
   * arithmetic.
   */
  public static final int FEWEST = 500;

  /** An hour, 1000 reviews. */
  public static final DriftOptions DEFAULT = new DriftOptions(Duration.ofHours(1), 1000);

  public DriftOptions {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("drift window " + window + ": expected more than 0");
    }
    if (minReviews < FEWEST) {
      throw new IllegalArgumentException(
          "drift minimum " + minReviews + ": expected " + FEWEST + " reviews or more");
    }
  }
}
