package sentiment.peers;

import java.util.List;

/** An implementation of the network with weights of its own. */
interface Engine extends AutoCloseable {

  /** Scores batches for the thread that asked for it. */
  interface Scorer {

    /**
     * The probability of each review.
     *
     * @param batch ids of each review, longest review first
     */
    float[] probabilities(List<int[]> batch);
  }

  /** A scorer for the calling thread. */
  Scorer scorer();

  @Override
  void close();
}
