package sentiment.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Makes a model's log-odds honest: {@code logit / temperature + bias}.
 *
 * @param temperature above 0
 * @param bias log-odds added to every review
 */
public record Scaling(double temperature, double bias) {

  /** Leaves logits as they are. */
  public static final Scaling NONE = new Scaling(1, 0);

  /** Spread of the temperature's logarithm around 0 that is believed before any review is seen. */
  private static final double SPREAD = 0.5;

  private static final double SMALLEST = 0.05;
  private static final double LARGEST = 20;
  private static final double PRECISION = 1e-6;

  /**
   * Temperature scaling (Guo et al. 2017): the temperature of the smallest loss on held-out
   * reviews, from 0.05 to 20; no bias. A handful of reviews, all judged right, would have it as
   * small as can be, so it is drawn to 1: its logarithm is taken to be normally distributed with
   * deviation 0.5 beforehand, which hundreds of reviews outweigh.
   */
  public static Scaling byTemperature(double[] logits, List<Boolean> positive) {
    return fit(logits, positive, false);
  }

  /**
   * Platt scaling (Platt 1999): temperature and bias of the smallest loss on held-out reviews, the
   * bias from -20 to 20. The mean probability becomes the share of positive reviews. No bias if
   * there is but one class. The temperature is drawn to 1 likewise.
   */
  public static Scaling byPlatt(double[] logits, List<Boolean> positive) {
    return fit(logits, positive, positive.contains(true) && positive.contains(false));
  }

  /** A calibrated logit. */
  public double of(double logit) {
    return logit / temperature + bias;
  }

  /** Calibrated logits. */
  public double[] of(double[] logits) {
    return DoubleStream.of(logits).map(this::of).toArray();
  }

  /** Golden-section search on the temperature's logarithm. */
  private static Scaling fit(double[] logits, List<Boolean> positive, boolean biased) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(SMALLEST);
    double high = Math.log(LARGEST);
    while (high - low > PRECISION) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (loss(logits, positive, at(logits, positive, left, biased))
          < loss(logits, positive, at(logits, positive, right, biased))) {
        high = right;
      } else {
        low = left;
      }
    }
    return at(logits, positive, (low + high) / 2, biased);
  }

  private static Scaling at(
      double[] logits, List<Boolean> positive, double logTemperature, boolean biased) {
    double temperature = Math.exp(logTemperature);
    if (!biased) {
      return new Scaling(temperature, 0);
    }
    double share = (double) positive.stream().filter(p -> p).count() / positive.size();
    double low = -LARGEST;
    double high = LARGEST;
    while (high - low > PRECISION) { // the loss is least where the mean is the share
      double bias = (low + high) / 2;
      double mean =
          DoubleStream.of(logits)
              .map(z -> 1 / (1 + Math.exp(-z / temperature - bias)))
              .average()
              .orElse(share);
      if (mean < share) {
        low = bias;
      } else {
        high = bias;
      }
    }
    return new Scaling(temperature, (low + high) / 2);
  }

  private static double loss(double[] logits, List<Boolean> positive, Scaling scaling) {
    double deviation = Math.log(scaling.temperature()) / SPREAD;
    double sum = deviation * deviation / 2;
    for (int i = 0; i < logits.length; i++) {
      sum += Metrics.logLoss(scaling.of(logits[i]), positive.get(i));
    }
    return sum;
  }
}
