package sentiment.pretraining;

import java.util.Map;
import sentiment.model.Tensor;

/**
 * Something that is learned step by step and may be interrupted between two steps. What a step does
 * follows from its number and the state alone. One thread at a time calls it; it uses the common
 * pool.
 */
public interface PretrainingTask {

  /** Steps in all. */
  int steps();

  /** Steps made. */
  int done();

  /** Makes the next step. */
  void step();

  /** Everything that {@link #resume} needs; not copied, so it is used before the next step. */
  Map<String, Tensor> state();

  /** Goes on from a state after so many steps. */
  void resume(int newDone, Map<String, Tensor> state);

  /** What was learned, by the names of a classifier's weights. */
  Map<String, Tensor> weights();

  /** A line that says how far learning has come. */
  String report();
}
