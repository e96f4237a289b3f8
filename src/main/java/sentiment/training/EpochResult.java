package sentiment.training;

import java.util.Locale;
import sentiment.model.TrainingHistory;
import sentiment.training.TrainingState.Stage;

/**
 * What an epoch of a classifier came to.
 *
 * @param stage whose epoch it is
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
    Stage stage,
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
        stage.name().toLowerCase(Locale.ROOT),
        epoch,
        steps,
        loss,
        validationLoss,
        validationAccuracy);
  }
}
