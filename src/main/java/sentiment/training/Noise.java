package sentiment.training;

import java.util.List;

/**
 * What is made harder in training than it is in use.
 *
 * @param inputDropout share dropped from each LSTM layer's input, the same for all its steps
 * @param outputDropout share dropped from the attended context
 * @param wordDropout share of words that are read as unknown
 * @param cropRate share of reviews of which only a stretch is read, so that short texts are learned
 *     too
 * @param cropMinTokens the shortest such stretch, in words
 * @param labelSmoothing how far a label moves towards undecided: 0 for not at all, 1 for all the
 *     way
 * @param adversarialEpochs at the end, in which every step also sees word vectors that are moved
 *     the way that hurts most (Miyato et al. 2017); such a step takes twice the time
 * @param adversarialSize length of that move, as a share of the length of the review's vectors
 */
public record Noise(
    List<Double> inputDropout,
    double outputDropout,
    double wordDropout,
    double cropRate,
    int cropMinTokens,
    double labelSmoothing,
    int adversarialEpochs,
    double adversarialSize) {

  /** Keras' dropout between layers, and nothing else. */
  static Noise dropout(List<Double> inputDropout, double outputDropout) {
    return new Noise(inputDropout, outputDropout, 0, 0, 10, 0, 0, 0.02);
  }

  public Noise {
    inputDropout = List.copyOf(inputDropout);
    Check.that(
        inputDropout.stream().allMatch(r -> r >= 0 && r < 1),
        "input_dropout",
        inputDropout,
        "rates from 0 to below 1");
    Check.rate("output_dropout", outputDropout);
    Check.rate("word_dropout", wordDropout);
    Check.that(cropRate >= 0 && cropRate <= 1, "crop_rate", cropRate, "a rate from 0 to 1");
    Check.that(cropMinTokens >= 1, "crop_min_tokens", cropMinTokens, "1 or more");
    Check.rate("label_smoothing", labelSmoothing);
    Check.that(adversarialEpochs >= 0, "adversarial_epochs", adversarialEpochs, "0 or more");
    Check.that(adversarialSize > 0, "adversarial_size", adversarialSize, "a number above 0");
  }

  /** Whether a step of that epoch, from 1, also sees vectors that are moved. */
  boolean adversarial(int epoch, int epochs) {
    return epoch > epochs - adversarialEpochs;
  }
}
