package sentiment.training;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts, from the forward pass of a step, how many of its reviews were judged right. */
final class BatchAccuracy extends BaseTrainingListener {

  private final INDArray labels;
  private long right;

  BatchAccuracy(INDArray labels) {
    this.labels = labels;
  }

  long right() {
    return right;
  }

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    INDArray context = activations.get(AttentionGraph.ATTENTION);
    if (context == null || context.size(0) != labels.size(0)) {
      return;
    }
    INDArray weights = ((ComputationGraph) model).getLayer(AttentionGraph.OUTPUT).getParam("W");
    INDArray bias = ((ComputationGraph) model).getLayer(AttentionGraph.OUTPUT).getParam("b");
    float[] logits = NdArrays.read(context.mmul(weights).addi(bias.getFloat(0)));
    float[] truth = NdArrays.read(labels);
    right = 0;
    for (int i = 0; i < logits.length; i++) {
      right += logits[i] >= 0 == truth[i] >= 0.5 ? 1 : 0;
    }
  }
}
