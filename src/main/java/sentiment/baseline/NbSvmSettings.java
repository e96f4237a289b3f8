package sentiment.baseline;

/**
 * How a {@link NbSvm} is fitted.
 *
 * @param longest words of the longest run, 1 to 3
 * @param minReviews a run that occurs in fewer reviews is not counted, 1 or more
 * @param alpha added to each count of reviews before the log-count ratio, above 0
 * @param cost of the loss against the size of the weights (LIBLINEAR's C), above 0
 */
public record NbSvmSettings(int longest, int minReviews, double alpha, double cost) {

  /**
   * Chosen on parts of the Large Movie Review Dataset's training reviews that were held back by
   * film, never on its test reviews.
   */
  public static final NbSvmSettings DEFAULT = new NbSvmSettings(3, 2, 1, 32);

  public NbSvmSettings {
    check(longest >= 1 && longest <= Ngrams.LONGEST, "longest", longest, "1 to 3");
    check(minReviews >= 1, "minReviews", minReviews, "1 or more");
    check(alpha > 0, "alpha", alpha, "a number above 0");
    check(cost > 0, "cost", cost, "a number above 0");
  }

  private static void check(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " " + value + ": expected " + expected);
    }
  }
}
