package sentiment.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a training stands, besides its weights.
 *
 * @param fingerprint tells whether a checkpoint belongs to the same training
 * @param stage the stage under way
 * @param epoch the epoch under way, from 1
 * @param batch steps made in it, or in the stage if that has no epochs
 * @param bestLoss smallest validation loss so far
 * @param bestEpoch when that was, 0 for never
 * @param lossSum of this epoch's steps
 * @param right reviews of this epoch that were judged right
 * @param history of the epochs that are over, of this stage and those before
 */
record TrainingState(
    String fingerprint,
    Stage stage,
    int epoch,
    int batch,
    double bestLoss,
    int bestEpoch,
    double lossSum,
    long right,
    List<EpochResult> history) {

  /** In their order. */
  enum Stage {
    WORD_VECTORS,
    LANGUAGE_MODEL,
    TEACHER,
    CLASSIFIER
  }

  TrainingState {
    history = List.copyOf(history);
  }

  /** The beginning of a training's first stage. */
  static TrainingState initial(String fingerprint, Stage stage) {
    return new TrainingState(fingerprint, stage, 1, 0, Double.MAX_VALUE, 0, 0, 0, List.of());
  }

  /** The beginning of the next stage. */
  TrainingState next(Stage following) {
    return new TrainingState(fingerprint, following, 1, 0, Double.MAX_VALUE, 0, 0, 0, history);
  }

  TrainingState afterStep(double loss, long hits) {
    return new TrainingState(
        fingerprint,
        stage,
        epoch,
        batch + 1,
        bestLoss,
        bestEpoch,
        lossSum + loss,
        right + hits,
        history);
  }

  TrainingState afterEpoch(EpochResult result) {
    boolean better = result.judgedLoss() < bestLoss;
    List<EpochResult> longer = new ArrayList<>(history);
    longer.add(result);
    return new TrainingState(
        fingerprint,
        stage,
        epoch + 1,
        0,
        better ? result.judgedLoss() : bestLoss,
        better ? epoch : bestEpoch,
        0,
        0,
        longer);
  }

  boolean patienceSpent(int patience) {
    return epoch - 1 - bestEpoch >= patience;
  }
}
