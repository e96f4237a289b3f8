package sentiment.training;

import sentiment.model.TrainingHistory;

/**
 * What an epoch of the classifier came to.
 *
 * @param epoch from 1
 * @param steps made since the beginning
 * @param learningRate at its end, of the output layer
 * @param loss mean over its steps, on noisy reviews
 * @param accuracy on these, each before it was learned from
 * @param validationLoss of the weights that would be kept
 * @param validationAccuracy of these
 * @param judgedLoss what the epochs are compared by: the validation loss, calibrated and with both
 *     classes counting the same if the profile wants that
 */
record EpochResult(
    int epoch,
    int steps,
    double learningRate,
    double loss,
    double accuracy,
    double validationLoss,
    double validationAccuracy,
    double judgedLoss) {

  /** As a bundle tells it. */
  TrainingHistory.Epoch published() {
    return new TrainingHistory.Epoch(
        "classifier", epoch, steps, loss, validationLoss, validationAccuracy);
  }
}
