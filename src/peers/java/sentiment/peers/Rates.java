package sentiment.peers;

import java.util.Arrays;

/** How fast something was in several rounds, in its own unit. */
record Rates(double median, double least, double most) {

  static Rates of(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Rates(median, sorted[0], sorted[n - 1]);
  }

  @Override
  public String toString() {
    return "%,8.0f (%,.0f..%,.0f)".formatted(median, least, most);
  }
}
