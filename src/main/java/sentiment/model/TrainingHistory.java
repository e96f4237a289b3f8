package sentiment.model;

import java.util.List;

/**
 * How a training went, epoch by epoch, for the learning curves of a report.
 *
 * @param epochs in the order in which they ended
 */
public record TrainingHistory(List<Epoch> epochs) {

  /** Of a model whose training left no record. */
  public static final TrainingHistory EMPTY = new TrainingHistory(List.of());

  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /**
   * One pass over the training reviews.
   *
   * @param stage which part of the training it belongs to, for example {@code classifier}
   * @param epoch its number within the stage, from 1
   * @param step optimizer steps of the stage so far, 0 if nobody counted
   * @param trainLoss mean loss over the epoch's steps, in nats
   * @param validationLoss mean loss on the validation reviews at its end, in nats
   * @param validationAccuracy on the validation reviews, 0..1
   */
  public record Epoch(
      String stage,
      int epoch,
      long step,
      double trainLoss,
      double validationLoss,
      double validationAccuracy) {}
}
