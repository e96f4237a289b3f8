package sentiment.training;

/**
 * How the classifier's weights move.
 *
 * @param batchSize reviews a step
 * @param learningRate of Adam at its peak, at the output
 * @param warmupShare share of all steps over which the rate rises to its peak
 * @param finalRateShare what is left of the rate at the end, which it falls to along a cosine; 1
 *     for a rate that stays
 * @param layerRateDecay factor on the rate for each layer further below the output; 1 for none
 * @param weightDecay of matrices, decoupled from the gradient (Loshchilov and Hutter 2019)
 * @param clipNorm bound of the gradient's norm over all layers, 0 for none
 * @param averageDecay of the exponential moving average of the weights, which is what is validated
 *     and kept; 0 for the weights themselves
 */
public record Optimization(
    int batchSize,
    double learningRate,
    double warmupShare,
    double finalRateShare,
    double layerRateDecay,
    double weightDecay,
    double clipNorm,
    double averageDecay) {

  public Optimization {
    Check.that(batchSize >= 1, "batch_size", batchSize, "1 or more");
    Check.that(learningRate > 0, "learning_rate", learningRate, "a number above 0");
    Check.that(
        warmupShare >= 0 && warmupShare < 1, "warmup_share", warmupShare, "from 0 to below 1");
    Check.that(
        finalRateShare >= 0 && finalRateShare <= 1,
        "final_rate_share",
        finalRateShare,
        "from 0 to 1");
    Check.that(
        layerRateDecay > 0 && layerRateDecay <= 1,
        "layer_rate_decay",
        layerRateDecay,
        "above 0, at most 1");
    Check.that(weightDecay >= 0, "weight_decay", weightDecay, "0 or more");
    Check.that(clipNorm >= 0, "clip_norm", clipNorm, "0 or more");
    Check.that(
        averageDecay >= 0 && averageDecay < 1, "average_decay", averageDecay, "from 0 to below 1");
  }

  /** The same with steps and a rate of another size. */
  Optimization with(int newBatchSize, double newLearningRate) {
    return new Optimization(
        newBatchSize,
        newLearningRate,
        warmupShare,
        finalRateShare,
        layerRateDecay,
        weightDecay,
        clipNorm,
        averageDecay);
  }
}
