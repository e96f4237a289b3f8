package sentiment.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How good a model is on the whole, on reviews of each length, and on reviews with more or fewer
 * words that it does not know.
 *
 * @param all of all reviews
 * @param byLength of reviews with that many words, shortest first; empty parts are left out
 * @param byUnknown of reviews with that share of unknown words, fewest first; the same
 */
public record Calibration(
    Estimates all, Map<String, Estimates> byLength, Map<String, Estimates> byUnknown) {

  /** Inner bounds of the parts by words: a part holds reviews from one bound to below the next. */
  private static final double[] LENGTHS = {25, 50, 100, 200, 400, 800};

  private static final double[] SHARES = {0.005, 0.01, 0.02, 0.05, 0.1};

  /**
   * Judges on the whole and in parts.
   *
   * @param reviews at least one
   * @param seed of the intervals
   */
  public static Calibration of(List<JudgedReview> reviews, long seed) {
    return new Calibration(
        Estimates.of(reviews, seed),
        parts(reviews, JudgedReview::words, LENGTHS, 1, "", seed),
        parts(reviews, JudgedReview::unknown, SHARES, 100, " %", seed));
  }

  private static Map<String, Estimates> parts(
      List<JudgedReview> reviews,
      ToDoubleFunction<JudgedReview> value,
      double[] bounds,
      double factor,
      String unit,
      long seed) {
    Map<String, Estimates> parts = new LinkedHashMap<>();
    for (int i = 0; i <= bounds.length; i++) {
      double from = i == 0 ? 0 : bounds[i - 1];
      double to = i == bounds.length ? Double.POSITIVE_INFINITY : bounds[i];
      List<JudgedReview> part = new ArrayList<>();
      for (JudgedReview review : reviews) {
        if (value.applyAsDouble(review) >= from && value.applyAsDouble(review) < to) {
          part.add(review);
        }
      }
      if (!part.isEmpty()) {
        parts.put(name(from * factor, to * factor) + unit, Estimates.of(part, seed));
      }
    }
    return parts;
  }

  private static String name(double from, double to) {
    if (from == 0) {
      return "below " + number(to);
    }
    return to == Double.POSITIVE_INFINITY
        ? number(from) + " or more"
        : number(from) + " to " + number(to);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : "%s".formatted(value);
  }
}
