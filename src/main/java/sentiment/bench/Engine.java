package sentiment.bench;

import java.util.List;

/** Something that scores encoded reviews, to be compared with others. */
interface Engine {

  /** What it is called in options and reports. */
  String name();

  /** Multiply-adds in matrix products that it does for each token. */
  long multiplyAddsPerToken();

  /** Whether one session spreads its batch over all cores by itself. */
  boolean usesAllCores();

  /** Another one for another thread. */
  Session open();

  /** Scores for one thread at a time. */
  interface Session {

    /**
     * Scores a batch and drops the results.
     *
     * @param ids of each review
     * @return how many tokens the model read; padding counts where the model reads it
     */
    long score(List<int[]> ids);
  }
}
