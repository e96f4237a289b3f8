package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import sentiment.model.Architecture;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;
import sentiment.model.Tensor;

/** The trained graph and the scorer's model are one and the same function. */
class AttentionGraphTest {

  private static final int WORDS = 50;
  private static final int LENGTH = 12;

  @Test
  void shouldPredictAsTheModelDoesAfterTraining() {
    for (TrainingProfile profile :
        List.of(TestProfiles.masked(), TestProfiles.staged(), TestProfiles.unmasked())) {
      Architecture shape = profile.architecture();
      ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 200);
      List<int[]> ids = randomIds();
      // no longer, since rectified gates diverge in the end
      for (int step = 0; step == 0 || graph.score() > 0.6; step++) {
        assertThat(step).as("steps to learn something").isLessThan(400);
        graph.fit(batch(ids, shape.masked()));
        assertThat(((KernelLayer<?>) graph.getLayer("lstm0")).getIterationCount())
            .as("the iteration that dropout masks follow from")
            .isEqualTo(step + 1);
      }
      Map<String, Tensor> weights = AttentionGraph.weights(graph, shape, WORDS);
      List<Prediction> predictions =
          AttentionModel.of(shape, LENGTH, 1, weights).session().predict(ids);
      MultiDataSet batch = batch(ids, shape.masked());
      graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), null);
      Map<String, INDArray> activations = graph.feedForward(batch.getFeatures(), false);
      INDArray probability = activations.get(AttentionGraph.OUTPUT);
      for (int i = 0; i < ids.size(); i++) {
        assertThat(predictions.get(i).probability())
            .isCloseTo(probability.getDouble(i, 0), within(1e-5));
        double[] attention = attention(graph, activations.get("lstm1"), i, ids.get(i), shape);
        assertThat(predictions.get(i).positions()).isEqualTo(attention.length);
        for (int t = 0; t < attention.length; t++) {
          assertThat(predictions.get(i).attention(t)).isCloseTo(attention[t], within(1e-5));
        }
      }
      double spread = probability.maxNumber().doubleValue() - probability.minNumber().doubleValue();
      assertThat(spread).as("the graph tells reviews apart").isGreaterThan(1e-3);
    }
  }

  /** Additive attention over the graph's own LSTM states, in ND4J's words. */
  private static double[] attention(
      ComputationGraph graph, INDArray states, int review, int[] ids, Architecture shape) {
    int length = shape.masked() ? ids.length : LENGTH;
    int hidden = shape.stateSize() / 2;
    INDArray steps = states.slice(review).transpose().dup(); // [steps, size]
    INDArray query = Nd4j.create(1, shape.stateSize());
    for (int j = 0; j < hidden; j++) {
      query.putScalar(0, j, steps.getDouble(length - 1, j));
      query.putScalar(0, hidden + j, steps.getDouble(0, hidden + j));
    }
    var layer = graph.getLayer(AttentionGraph.ATTENTION);
    INDArray projected =
        query
            .mmul(layer.getParam("queryKernel"))
            .addi(layer.getParam("queryBias").reshape(1, -1))
            .addi(layer.getParam("keyBias").reshape(1, -1));
    INDArray scores =
        Transforms.tanh(steps.mmul(layer.getParam("keyKernel")).addiRowVector(projected))
            .mmul(layer.getParam("scoreKernel"))
            .addi(layer.getParam("scoreBias").getDouble(0));
    double[] weights =
        IntStream.range(0, length).mapToDouble(t -> Math.exp(scores.getDouble(t, 0))).toArray();
    double sum = IntStream.range(0, length).mapToDouble(t -> weights[t]).sum();
    return IntStream.range(0, length).mapToDouble(t -> weights[t] / sum).toArray();
  }

  private static List<int[]> randomIds() {
    Random random = new Random(11);
    List<int[]> ids = new ArrayList<>();
    for (int i = 0; i < 70; i++) { // more than one shard
      int length = i == 0 ? LENGTH : 1 + random.nextInt(LENGTH);
      ids.add(IntStream.generate(() -> 1 + random.nextInt(WORDS - 1)).limit(length).toArray());
    }
    return ids;
  }

  private static MultiDataSet batch(List<int[]> ids, boolean masked) {
    float[][] features = new float[ids.size()][LENGTH];
    float[][] mask = new float[ids.size()][LENGTH];
    float[][] labels = new float[ids.size()][1];
    for (int i = 0; i < ids.size(); i++) {
      for (int t = 0; t < ids.get(i).length; t++) {
        features[i][t] = ids.get(i)[t];
        mask[i][t] = 1;
      }
      labels[i][0] = ids.get(i)[0] % 2;
    }
    return new MultiDataSet(
        new INDArray[] {Nd4j.createFromArray(features)},
        new INDArray[] {Nd4j.createFromArray(labels)},
        masked ? new INDArray[] {Nd4j.createFromArray(mask)} : null,
        null);
  }
}
