package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;

class GraphStepTest {

  private static final int WORDS = 50;

  @Test
  void shouldStepAsDl4jDoesWithoutSwitches() {
    TrainingProfile profile = TestProfiles.unmasked();
    Batches.Batch batch = new Batches(profile, set(false), 3, null).batch(1, 0);
    ComputationGraph ours = AttentionGraph.create(profile, WORDS, 5, 10);
    ComputationGraph theirs = AttentionGraph.create(profile, WORDS, 5, 10);
    GraphStep step = new GraphStep(ours, profile, null);
    for (int i = 0; i < 3; i++) {
      GraphStep.Seen seen = step.run(batch, 0);
      theirs.fit(batch.arrays());
      assertThat(seen.loss()).isEqualTo(theirs.score());
    }
    assertThat(NdArrays.read(ours.params())).isEqualTo(NdArrays.read(theirs.params()));
    assertThat(ours.getIterationCount()).isEqualTo(3);
  }

  @Test
  void shouldAverageWeightsAndForgetTheBeginning() {
    INDArray average = Nd4j.createFromArray(99f, 99f);
    double expected = 0;
    for (int i = 0; i < 300; i++) {
      INDArray params = Nd4j.createFromArray((float) Math.sin(i), 1f);
      GraphStep.average(average, params, 0.9, i);
      double d = Math.min(0.9, i / (10.0 + i));
      expected = d * expected + (1 - d) * Math.sin(i);
    }
    assertThat(average.getDouble(0)).isCloseTo(expected, within(1e-5));
    assertThat(average.getDouble(1)).isCloseTo(1, within(1e-5));
  }

  @Test
  void shouldRaiseTheLossByMovingTheVectors() {
    TrainingProfile profile = TestProfiles.staged();
    Batches batches = new Batches(profile, set(false), 3, null);
    ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 10);
    new GraphStep(graph, profile, null).run(batches.batch(1, 0), 0);
    PerturbationLayer layer = (PerturbationLayer) graph.getLayer(AttentionGraph.PERTURBATION);
    layer.record();
    double unmoved = loss(graph, batches.batch(1, 0).arrays());
    layer.perturb(0.1);
    double moved = loss(graph, batches.batch(1, 0).arrays());
    layer.rest();
    double again = loss(graph, batches.batch(1, 0).arrays());
    assertThat(moved).isGreaterThan(unmoved + 1e-4);
    assertThat(again).isEqualTo(unmoved);
  }

  @Test
  void shouldMoveAlongTheGradientByAShareOfTheVectors() {
    float[] vectors = {3, 0, 0, 4, 9, 9, 1, 1, 1, 1, 1, 1}; // [2 rows][3 steps][2]
    float[] gradient = {0.1f, 0, 0, 0.1f, 0, 0, 0, 0, 0, 0, 0, 0}; // the rest is padding
    float[] moves = PerturbationLayer.moves(vectors, gradient, 2, 2, 0.2);
    float side = (float) Math.sqrt(0.5); // of 0.2 * |(3, 0, 0, 4)| = 1
    assertThat(moves)
        .containsExactly(new float[] {side, 0, 0, side, 0, 0, 0, 0, 0, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void shouldBoundTheStepOverAllLayers() {
    TrainingProfile base = TestProfiles.masked();
    double free = change(base, 0);
    double bounded = change(base, 1e-9); // Adam's epsilon then outweighs the gradient
    assertThat(bounded).isLessThan(0.2 * free);
  }

  @Test
  void shouldShrinkMatricesByWeightDecay() {
    TrainingProfile profile = with(new Optimization(8, 0.02, 0, 1, 1, 5, 1e-12, 0));
    ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 10);
    INDArray kernel = graph.getLayer("lstm0").getParam("forwardKernel");
    INDArray bias = graph.getLayer("lstm0").getParam("forwardBias");
    double before = kernel.norm2Number().doubleValue();
    double biasBefore = bias.norm2Number().doubleValue();
    new GraphStep(graph, profile, null)
        .run(new Batches(profile, set(false), 3, null).batch(1, 0), 0);
    assertThat(kernel.norm2Number().doubleValue() / before).isCloseTo(0.9, within(1e-3));
    assertThat(bias.norm2Number().doubleValue() / biasBefore).isCloseTo(1, within(1e-3));
  }

  @Test
  void shouldLearnMoreSlowlyFurtherBelowTheOutput() {
    TrainingProfile profile = with(new Optimization(8, 0.02, 0, 1, 0.1, 0, 0, 0));
    ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 10);
    INDArray before = graph.params().dup();
    INDArray output = graph.getLayer(AttentionGraph.OUTPUT).getParam("W").dup();
    INDArray vectors = graph.getLayer("embedding").getParam(TokenEmbedding.VECTORS).dup();
    new GraphStep(graph, profile, null)
        .run(new Batches(profile, set(false), 3, null).batch(1, 0), 0);
    assertThat(graph.params()).isNotEqualTo(before);
    double top = moved(graph.getLayer(AttentionGraph.OUTPUT).getParam("W"), output);
    double bottom = moved(graph.getLayer("embedding").getParam(TokenEmbedding.VECTORS), vectors);
    assertThat(bottom / top).isCloseTo(1e-3, within(1e-4)); // three layers down
  }

  @Test
  void shouldDrawContributionsToWhatTheyShouldBe() {
    TrainingProfile profile =
        with(
            TestProfiles.masked().optimization(),
            new Distillation(false, true, 0.5, 20, 1)); // outweighs the labels
    Batches.Batch batch = new Batches(profile, set(false), 3, null).batch(1, 0);
    int steps = (int) batch.arrays().getFeatures(0).size(1);
    List<int[]> ids = List.of(read(batch.arrays(), 0), read(batch.arrays(), 1));
    Map<Integer, double[]> wanted = new HashMap<>();
    for (int r = 0; r < 2; r++) {
      wanted.put(r, new double[ids.get(r).length]);
    }
    wanted.get(0)[1] = 0.5;
    double[] off = new double[2]; // by how much, squared, untaught and taught

    for (int taught = 0; taught < 2; taught++) {
      ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 400);
      GraphStep step = new GraphStep(graph, profile, null);
      for (int i = 0; i < 300; i++) {
        step.run(new Batches.Batch(batch.arrays(), taught == 1 ? wanted : Map.of()), 0);
      }
      List<Prediction> predictions =
          AttentionModel.of(
                  profile.architecture(),
                  steps,
                  1,
                  AttentionGraph.weights(graph, profile.architecture(), WORDS))
              .session()
              .predict(ids);
      for (int r = 0; r < 2; r++) {
        for (int t = 0; t < ids.get(r).length; t++) {
          off[taught] += Math.pow(predictions.get(r).contribution(t) - wanted.get(r)[t], 2);
        }
      }
    }
    assertThat(off[1]).isLessThan(0.2 * off[0]).isLessThan(0.2 * 0.5 * 0.5);
  }

  private static int[] read(MultiDataSet arrays, int row) {
    float[] mask = NdArrays.read(arrays.getFeaturesMaskArray(0).slice(row));
    float[] ids = NdArrays.read(arrays.getFeatures(0).slice(row));
    return IntStream.range(0, ids.length).filter(t -> mask[t] > 0).map(t -> (int) ids[t]).toArray();
  }

  @Test
  void shouldCountReviewsByTheirWeight() {
    TrainingProfile profile = TestProfiles.unmasked();
    ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 10);
    double plain = loss(graph, new Batches(profile, set(false), 3, null).batch(1, 0).arrays());
    double weighted = loss(graph, new Batches(profile, set(true), 3, null).batch(1, 0).arrays());
    assertThat(weighted).isCloseTo(3 * plain, within(1e-5));
  }

  private static double change(TrainingProfile base, double clipNorm) {
    Optimization o = base.optimization();
    TrainingProfile profile =
        with(new Optimization(o.batchSize(), o.learningRate(), 0, 1, 1, 0, clipNorm, 0));
    ComputationGraph graph = AttentionGraph.create(profile, WORDS, 5, 10);
    INDArray before = graph.params().dup();
    new GraphStep(graph, profile, null)
        .run(new Batches(profile, set(false), 3, null).batch(1, 0), 0);
    return graph.params().sub(before).norm2Number().doubleValue();
  }

  private static double moved(INDArray now, INDArray before) {
    return now.sub(before).amaxNumber().doubleValue();
  }

  private static TrainingProfile with(Optimization optimization) {
    return with(optimization, TestProfiles.masked().distillation());
  }

  private static TrainingProfile with(Optimization optimization, Distillation distillation) {
    return TestProfiles.masked(optimization, TestProfiles.masked().noise(), distillation);
  }

  private static double loss(ComputationGraph graph, MultiDataSet batch) {
    graph.setInputs(batch.getFeatures());
    graph.setLabels(batch.getLabels());
    graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
    graph.computeGradientAndScore();
    return graph.score();
  }

  private static TrainingSet set(boolean weighted) {
    Random random = new Random(11);
    List<int[]> ids =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    IntStream.concat(
                            IntStream.of(1),
                            IntStream.generate(() -> 3 + random.nextInt(WORDS - 3))
                                .limit(3 + random.nextInt(8)))
                        .toArray())
            .toList();
    float[] targets = {0, 1, 0, 1, 0, 1, 0, 1};
    float[] weights = new float[8];
    Arrays.fill(weights, weighted ? 3 : 1);
    return new TrainingSet(ids, targets, new float[8], weights, 8);
  }
}
