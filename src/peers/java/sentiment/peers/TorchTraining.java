package sentiment.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.List;

/** Trains with libtorch: its gradients, its Adam. */
final class TorchTraining implements AutoCloseable {

  private final TorchNetwork network;
  private final Adam adam;
  private final int threads;

  TorchTraining(Network network, double learningRate, int threads) {
    this.network = new TorchNetwork(network);
    this.network.parameters().values().forEach(array -> array.setRequiresGradient(true));
    this.adam = Adam.builder().optLearningRateTracker(Tracker.fixed((float) learningRate)).build();
    this.threads = threads;
  }

  /** One step on a batch; its mean binary cross-entropy before the step. */
  double step(List<int[]> batch, float[] labels) {
    JniUtils.setNumThreads(threads);
    try (NDManager scope = network.batchManager()) {
      NDArray loss;
      try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray logits = network.logits(scope, batch);
        NDArray wanted = scope.create(labels, new Shape(labels.length, 1));
        NDArray softplus = logits.abs().neg().exp().add(1).log();
        loss = logits.maximum(0).sub(logits.mul(wanted)).add(softplus).mean();
        gradients.backward(loss);
      }
      network
          .parameters()
          .forEach((name, array) -> adam.update(name, array, array.getGradient()));
      return loss.getFloat();
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
