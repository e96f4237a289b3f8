package sentiment.evaluation;

import java.util.List;

/** Temperature scaling (Guo et al. 2017): one number that logits are divided by. */
public final class Temperature {

  private static final double SMALLEST = 0.05;
  private static final double LARGEST = 20;

  private Temperature() {}

  /**
   * The temperature of the smallest loss on held-out reviews, by golden-section search on its
   * logarithm.
   *
   * @return between 0.05 and 20
   */
  public static double fit(double[] logits, List<Boolean> positive) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(SMALLEST);
    double high = Math.log(LARGEST);
    while (high - low > 1e-6) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (loss(logits, positive, left) < loss(logits, positive, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(double[] logits, List<Boolean> positive, double logTemperature) {
    double temperature = Math.exp(logTemperature);
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += Metrics.logLoss(logits[i] / temperature, positive.get(i));
    }
    return sum;
  }
}
