package sentiment.peers;

import java.util.List;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;

/** This program's own; its scorers make the words' contributions too. */
final class KernelEngine implements Engine {

  static final String NAME = "kernel";

  private final AttentionModel model;

  KernelEngine(Network network) {
    this.model =
        AttentionModel.of(network.architecture(), Network.LENGTH, 1, network.weights());
  }

  @Override
  public Scorer scorer() {
    AttentionModel.Session session = model.session();
    return batch -> {
      List<Prediction> predictions = session.predict(batch);
      float[] probabilities = new float[batch.size()];
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = (float) predictions.get(i).probability();
      }
      return probabilities;
    };
  }

  @Override
  public void close() {}
}
