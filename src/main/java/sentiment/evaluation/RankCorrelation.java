package sentiment.evaluation;

/** How far two lists of numbers have the same order. */
final class RankCorrelation {

  private RankCorrelation() {}

  /**
   * Kendall's tau-b: 1 for the same order, -1 for the opposite, about 0 for orders that have
   * nothing to do with each other. NaN if one list has no order, for all of its numbers are equal.
   */
  static double kendall(double[] x, double[] y) {
    long sum = 0;
    long xPairs = 0; // that differ in x
    long yPairs = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int inX = Double.compare(x[i], x[j]);
        int inY = Double.compare(y[i], y[j]);
        sum += (long) Integer.signum(inX) * Integer.signum(inY);
        xPairs += inX == 0 ? 0 : 1;
        yPairs += inY == 0 ? 0 : 1;
      }
    }
    return sum / Math.sqrt((double) xPairs * yPairs);
  }
}
