package sentiment.training;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One step of a graph: gradient, also at moved word vectors if wanted, bounded, through the graph's
 * updater, and into the moving average of the weights.
 */
final class GraphStep {

  private final ComputationGraph graph;
  private final double clipNorm;
  private final double averageDecay;
  private final double contributionWeight;
  private final @Nullable INDArray average; // as the graph's parameters, updated in place

  /**
   * @param average moving average of the weights so far, or null for none
   */
  GraphStep(ComputationGraph graph, TrainingProfile profile, @Nullable INDArray average) {
    this.graph = graph;
    this.clipNorm = profile.optimization().clipNorm();
    this.averageDecay = profile.optimization().averageDecay();
    this.contributionWeight = profile.distillation().contributionWeight();
    this.average = average;
  }

  /**
   * What a step saw.
   *
   * @param loss of the labels and of the unmoved vectors, mean over the batch
   * @param right reviews that were judged right before the step
   */
  record Seen(double loss, long right) {}

  /**
   * Makes a step.
   *
   * @param moved length of an adversarial move, 0 for none
   */
  Seen run(Batches.Batch learned, double moved) {
    MultiDataSet batch = learned.arrays();
    BatchAccuracy accuracy = new BatchAccuracy(batch.getLabels(0));
    graph.setListeners(accuracy);
    PerturbationLayer perturbation =
        moved > 0 ? (PerturbationLayer) graph.getLayer(AttentionGraph.PERTURBATION) : null;
    if (perturbation != null) {
      perturbation.record();
    }
    teach(learned.contributions());
    double loss = gradient(batch);
    Seen seen = new Seen(loss, accuracy.right());
    graph.setListeners();
    if (perturbation != null) {
      INDArray gradient = graph.gradient().gradient();
      INDArray unmoved = gradient.dup();
      perturbation.perturb(moved);
      teach(learned.contributions());
      gradient(batch);
      perturbation.rest();
      gradient.addi(unmoved).muli(0.5);
    }
    update((int) batch.getFeatures(0).size(0));
    return seen;
  }

  private void teach(Map<Integer, double[]> contributions) {
    if (!contributions.isEmpty()) {
      float[] output = NdArrays.read(graph.getLayer(AttentionGraph.OUTPUT).getParam("W"));
      ((AttentionPoolingLayer) graph.getLayer(AttentionGraph.ATTENTION))
          .teach(
              new AttentionPoolingLayer.ContributionTargets(
                  output, contributions, contributionWeight));
    }
  }

  /** Leaves the gradient's sum over the batch in the graph's array and returns the mean loss. */
  private double gradient(MultiDataSet batch) {
    graph.setInputs(batch.getFeatures());
    graph.setLabels(batch.getLabels());
    graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
    graph.computeGradientAndScore();
    graph.clearLayerMaskArrays();
    return graph.score();
  }

  private void update(int rows) {
    INDArray gradient = graph.gradient().gradient();
    if (clipNorm > 0) {
      double norm = gradient.norm2Number().doubleValue() / rows;
      if (norm > clipNorm) {
        gradient.muli(clipNorm / norm);
      }
    }
    int iteration = graph.getIterationCount();
    graph
        .getUpdater()
        .update(
            graph.gradient(),
            iteration,
            graph.getEpochCount(),
            rows,
            LayerWorkspaceMgr.noWorkspaces());
    graph.params().subi(gradient);
    graph.getConfiguration().setIterationCount(iteration + 1);
    if (average != null) {
      average(average, graph.params(), averageDecay, iteration);
    }
  }

  /**
   * {@code average = d * average + (1 - d) * params}, where d is smaller at first so that the
   * average weighs the steps made as an endless one would, and forgets where it began (as Adam does
   * with its moments: Kingma and Ba 2015, section 3).
   *
   * @param iteration from 0; the first one makes the average equal to the weights
   */
  static void average(INDArray average, INDArray params, double decay, int iteration) {
    double d = decay * (1 - Math.pow(decay, iteration)) / (1 - Math.pow(decay, iteration + 1.0));
    average.muli(d);
    Nd4j.exec(new Axpy(params, average, average, 1 - d));
  }

  /** The array that holds what ships. */
  INDArray kept() {
    return Objects.requireNonNullElse(average, graph.params());
  }
}
