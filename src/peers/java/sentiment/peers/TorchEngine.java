package sentiment.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** libtorch through DJL. */
final class TorchEngine implements Engine {

  static final String NAME = "libtorch";

  private final TorchNetwork network;
  private final int threads;

  /**
   * @param threads that share the work of one batch
   */
  TorchEngine(Network network, int threads) {
    this.network = new TorchNetwork(network);
    this.threads = threads;
  }

  @Override
  public Scorer scorer() {
    return batch -> {
      JniUtils.setNumThreads(threads); // of the calling thread's operations
      try (NDManager scope = network.batchManager()) {
        return network.logits(scope, batch).getNDArrayInternal().sigmoid().toFloatArray();
      }
    };
  }

  @Override
  public void close() {
    network.close();
  }
}
