package sentiment.model;

/**
 * What a model says of one review: {@code logit = outputBias + sum of contributions}, all of them
 * already divided by the model's temperature.
 */
public final class Prediction {

  private final float[] attention; // [positions], sums to 1
  private final double[] evidence; // [positions]
  private final double outputBias;
  private final double logit;

  Prediction(float[] attention, double[] evidence, double outputBias) {
    this.attention = attention;
    this.evidence = evidence;
    this.outputBias = outputBias;
    double sum = outputBias;
    for (int i = 0; i < evidence.length; i++) {
      sum += contribution(i);
    }
    this.logit = sum;
  }

  /** Calibrated probability that the review is positive, 0..1. */
  public double probability() {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Log-odds of {@link #probability}. */
  public double logit() {
    return logit;
  }

  /** The output layer's bias. */
  public double outputBias() {
    return outputBias;
  }

  /** How many positions the model attended to; those behind the review's ids are padding. */
  public int positions() {
    return attention.length;
  }

  /** Attention weight of a position, 0..1; over all positions they sum to 1. */
  public double attention(int position) {
    return attention[position];
  }

  /** Signed share of the logit that a position contributed. */
  public double contribution(int position) {
    return attention[position] * evidence[position];
  }

  /** What the logit, less the bias, would be if all attention went to this position. */
  public double evidence(int position) {
    return evidence[position];
  }
}
