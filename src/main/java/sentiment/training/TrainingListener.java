package sentiment.training;

import sentiment.dataset.Progress;
import sentiment.model.TrainingHistory;

/** Hears how a training goes; called on the training thread. */
public interface TrainingListener {

  /**
   * The training begins, or goes on.
   *
   * @param soFar epochs that are over, empty at the beginning
   */
  void begins(TrainingHistory soFar);

  /**
   * A long task besides the epochs begins; its progress goes to the result.
   *
   * @param unit of the progress, plural
   */
  Progress task(String name, String unit);

  /** The same, in reviews. */
  default Progress task(String name) {
    return task(name, "reviews");
  }

  /**
   * A step was made.
   *
   * @param epoch from 1
   * @param epochs upper bound
   * @param done reviews of this epoch so far
   * @param reviews of an epoch
   * @param loss mean over this epoch's steps so far
   * @param accuracy on this epoch's reviews so far, each before it was learned from
   */
  void step(int epoch, int epochs, int done, int reviews, double loss, double accuracy);

  /**
   * An epoch ended and was judged by the validation reviews.
   *
   * @param soFar all epochs up to this one, those before a resumed training went on too
   * @param accuracy on this epoch's reviews, each before it was learned from
   * @param best whether none before was better
   */
  void epoch(TrainingHistory soFar, double accuracy, boolean best);

  /** A line for people. */
  void note(String line);
}
