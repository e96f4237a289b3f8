package sentiment.training;

/**
 * Where a training stands, besides its weights.
 *
 * @param fingerprint tells whether a checkpoint belongs to the same training
 * @param epoch the epoch under way, from 1
 * @param batch steps made in it
 * @param bestLoss smallest validation loss so far
 * @param bestEpoch when that was, 0 for never
 * @param lossSum of this epoch's steps
 * @param right reviews of this epoch that were judged right
 */
record TrainingState(
    String fingerprint,
    int epoch,
    int batch,
    double bestLoss,
    int bestEpoch,
    double lossSum,
    long right) {

  static TrainingState initial(String fingerprint) {
    return new TrainingState(fingerprint, 1, 0, Double.MAX_VALUE, 0, 0, 0);
  }

  TrainingState afterStep(double loss, long hits) {
    return new TrainingState(
        fingerprint, epoch, batch + 1, bestLoss, bestEpoch, lossSum + loss, right + hits);
  }

  TrainingState afterEpoch(double validationLoss) {
    boolean better = validationLoss < bestLoss;
    return new TrainingState(
        fingerprint,
        epoch + 1,
        0,
        better ? validationLoss : bestLoss,
        better ? epoch : bestEpoch,
        0,
        0);
  }

  boolean patienceSpent(int patience) {
    return epoch - 1 - bestEpoch >= patience;
  }
}
