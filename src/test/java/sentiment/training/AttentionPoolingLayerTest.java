package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import sentiment.model.Architecture;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;

class AttentionPoolingLayerTest {

  private static final int WORDS = 30;
  private static final int ROWS = 70; // more than one shard
  private static final double WEIGHT = 0.7;

  private final TrainingProfile profile = quiet();
  private final ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 10);
  private final List<int[]> reviews = new ArrayList<>();
  private final Map<Integer, double[]> targets = new HashMap<>(); // of two rows in three

  @Test
  void shouldFollowTheGradientOfTheContributionsDistance() {
    Random random = new Random(3);
    float[][] ids = new float[ROWS][9];
    float[][] mask = new float[ROWS][9];
    for (int r = 0; r < ROWS; r++) {
      int[] review = random.ints(1 + r % 9, 1, WORDS).toArray();
      reviews.add(review);
      for (int t = 0; t < review.length; t++) {
        ids[r][t] = review[t];
        mask[r][t] = 1;
      }
      if (r % 3 != 0) {
        targets.put(r, random.doubles(review.length, -2, 2).toArray());
      }
    }
    MultiDataSet batch =
        new MultiDataSet(
            new INDArray[] {Nd4j.createFromArray(ids)},
            new INDArray[] {Nd4j.zeros(ROWS, 1)},
            new INDArray[] {Nd4j.createFromArray(mask)},
            null);
    graph.getLayer("embedding").params().muli(20); // else lower layers hardly matter
    graph.getLayer(AttentionGraph.OUTPUT).getParam("W").muli(10); // nor the attention
    INDArray plain = gradient(batch);
    float[] output = NdArrays.read(graph.getLayer(AttentionGraph.OUTPUT).getParam("W"));
    ((AttentionPoolingLayer) graph.getLayer(AttentionGraph.ATTENTION))
        .teach(new AttentionPoolingLayer.ContributionTargets(output, targets, WEIGHT));
    INDArray taught = gradient(batch).sub(plain);
    assertThat(gradient(batch)).as("for one pass alone").isEqualTo(plain);
    long first = 0;
    for (String layer : List.of("embedding", "lstm0", "lstm1", AttentionGraph.ATTENTION)) {
      INDArray params = graph.getLayer(layer).params();
      double[] slopes = new double[12];
      double[] found = new double[slopes.length];
      for (int i = 0; i < slopes.length; i++) {
        long at = i * (params.length() - 1) / (slopes.length - 1);
        float value = params.getFloat(at);
        params.putScalar(at, value + 1e-2f);
        double up = distance();
        params.putScalar(at, value - 1e-2f);
        slopes[i] = (up - distance()) / 2e-2;
        params.putScalar(at, value);
        found[i] = taught.getDouble(first + at);
      }
      assertThat(Arrays.stream(slopes).map(Math::abs).max().orElse(0))
          .as(layer)
          .isGreaterThan(0.05);
      assertThat(found).as(layer).containsExactly(slopes, within(5e-3));
      first += params.length();
    }
  }

  /** What the lesson adds to the loss. */
  private double distance() {
    Architecture shape = profile.architecture();
    List<Prediction> predictions =
        AttentionModel.of(shape, 9, 1, AttentionGraph.weights(graph, shape, WORDS))
            .session()
            .predict(reviews);
    double sum = 0;
    for (Map.Entry<Integer, double[]> target : targets.entrySet()) {
      Prediction prediction = predictions.get(target.getKey());
      for (int t = 0; t < target.getValue().length; t++) {
        sum += Math.pow(prediction.contribution(t) - target.getValue()[t], 2);
      }
    }
    return WEIGHT * sum;
  }

  private INDArray gradient(MultiDataSet batch) {
    graph.setInputs(batch.getFeatures());
    graph.setLabels(batch.getLabels());
    graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), null);
    graph.computeGradientAndScore();
    return graph.gradient().gradient().dup();
  }

  private static TrainingProfile quiet() {
    TrainingProfile base = TestProfiles.masked();
    return TestProfiles.masked(
        base.optimization(), Noise.dropout(List.of(0.0, 0.0), 0), base.distillation());
  }
}
