package sentiment.training;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import sentiment.model.Architecture;
import sentiment.model.Tensor;

/** This program's own training, of reviews that have the same length, without dropout. */
public final class KernelTraining {

  private final Architecture shape;
  private final int vocabularySize;
  private final ComputationGraph graph;

  public KernelTraining(Architecture shape, int vocabularySize, double learningRate, long seed) {
    TrainingProfile like = TrainingProfile.TUTORIAL;
    TrainingProfile profile =
        new TrainingProfile(
            "peers",
            like.text(),
            like.minCount(),
            shape,
            Collections.nCopies(shape.hiddenSizes().size(), 0.0),
            0,
            like.batchSize(),
            learningRate,
            like.clipNorm(),
            like.epochs(),
            like.patience(),
            like.keepBest(),
            like.validationShare(),
            like.groupedSplit(),
            like.calibrated());
    this.shape = shape;
    this.vocabularySize = vocabularySize;
    this.graph = AttentionGraph.create(profile, vocabularySize, seed);
  }

  /** A copy of the weights, as a bundle has them. */
  public Map<String, Tensor> weights() {
    return AttentionGraph.weights(graph, shape, vocabularySize);
  }

  /** One step on a batch; its mean binary cross-entropy before the step. */
  public double step(List<int[]> batch, float[] labels) {
    int steps = batch.get(0).length;
    float[] ids = new float[batch.size() * steps];
    for (int row = 0; row < batch.size(); row++) {
      for (int step = 0; step < steps; step++) {
        ids[row * steps + step] = batch.get(row)[step];
      }
    }
    graph.fit(
        new MultiDataSet(
            new INDArray[] {Nd4j.createFromArray(ids).reshape(batch.size(), steps)},
            new INDArray[] {Nd4j.createFromArray(labels).reshape(batch.size(), 1)}));
    return graph.score();
  }
}
