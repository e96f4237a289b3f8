package sentiment.dataset;

/** Hears how far a long task has come. Called on the thread that does the task. */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress NONE = (done, total) -> {};

  /**
   * Hears of a step.
   *
   * @param done units done so far, never less than before within one task; the task says what its
   *     unit is
   * @param total units in all, or -1 if unknown
   */
  void update(long done, long total);
}
