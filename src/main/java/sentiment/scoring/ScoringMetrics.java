package sentiment.scoring;

import java.time.Duration;
import sentiment.model.ModelId;

/**
 * What a scorer reports about its work. Calls come from every thread that scores; they must be
 * cheap, must not block and must not throw.
 *
 * <p>Every review that is taken up is reported exactly once: as {@link #scored}, or as {@link
 * #rejected}. Those that are rejected as {@link RejectionReason#SCORING_FAILED} are the failed ones
 * below: a fault of the model or the program, not of the review. At rest:
 *
 * <ul>
 *   <li>{@code taken up = scored + rejected + failed}, and so many reports of {@link #queueWait}
 *       and {@link #endToEnd} there are; under load, {@link #waiting} is the difference.
 *   <li>{@code sum of batch(reviews) >= scored}: the difference are failed reviews, and those whose
 *       score no topic takes.
 * </ul>
 *
 * <p>A review whose transaction is rolled back is taken up again, and is reported again; so after a
 * failure there are more reports than records in the topics, never fewer.
 *
 * <p>Worth a look: a share of rejected reviews that grows; any failed review; a {@link #queueWait}
 * far above the batch's inference, which more threads or instances cure; an oldest waiting review
 * of more than seconds, which says that a thread hangs.
 */
public interface ScoringMetrics {

  /** Reports to nobody. */
  ScoringMetrics NONE = new ScoringMetrics() {};

  /**
   * One call of the model.
   *
   * @param reviews in the batch, 1 or more
   * @param positions that the model computed, in words
   * @param longest review of the batch, in words; {@code reviews * longest} is what a padded batch
   *     would have computed
   */
  default void batch(int reviews, long positions, int longest, Duration inference) {}

  /**
   * How long a review waited, from when it was taken up until the model took up its batch; with the
   * batch's {@code inference} that is its time in this process.
   */
  default void queueWait(Duration wait) {}

  /**
   * A result, score or rejection, is on its way to Kafka.
   *
   * @param time since the input record's timestamp; a timestamp of the future counts as now
   */
  default void endToEnd(Duration time) {}

  /**
   * What waits in the batch of one task is now this.
   *
   * @param task stands for the task until it ends or moves to another instance; compared by
   *     identity
   * @param reviews 0 when none waits, at the latest when the task ends
   * @param oldest when the first of them came, as {@link System#nanoTime} counts
   */
  default void waiting(Object task, int reviews, long oldest) {}

  /** A review got its score. */
  default void scored(ReviewScore score) {}

  /** A review got none. */
  default void rejected(RejectionReason reason) {}

  /** A model was put in place, at the start or later. */
  default void modelLoaded(ModelId model, Duration load) {}

  /**
   * A changed bundle can't be used, the old model goes on; worth an alert while {@link
   * #modelLoaded} does not follow.
   */
  default void modelRefused() {}

  /**
   * A shadow model scored the same review.
   *
   * @param agrees whether both call it positive, or both don't
   * @param difference the shadow's probability minus the served one, -1 to 1
   */
  default void shadowScored(boolean agrees, double difference) {}

  /** A shadow model could not score reviews that have a score. */
  default void shadowFailed(int reviews) {}
}
