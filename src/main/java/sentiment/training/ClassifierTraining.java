package sentiment.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import sentiment.dataset.Progress;
import sentiment.evaluation.Metrics;
import sentiment.evaluation.ReviewPredictor;
import sentiment.evaluation.Scaling;
import sentiment.model.AttentionModel;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.model.Tensor;
import sentiment.model.TrainingHistory;

/** A late stage: the whole network learns from labels, and from teachers if there are some. */
final class ClassifierTraining {

  private static final String BEST = "best/";
  private static final String ASIDE = "aside/";
  private static final String AVERAGE = "average";

  private final TrainingProfile profile;
  private final TextSettings text;
  private final long seed;
  private final TrainingListener listener;
  private final Saving saving;
  private Map<String, Tensor> aside = Map.of();

  ClassifierTraining(
      TrainingProfile profile,
      TextSettings text,
      long seed,
      TrainingListener listener,
      Saving saving) {
    this.profile = profile;
    this.text = text;
    this.seed = seed;
    this.listener = listener;
    this.saving = saving;
  }

  /**
   * What was learned.
   *
   * @param weights to keep, as in a bundle
   * @param keptEpoch when the network had them
   * @param end where the training stands now
   * @param history of all epochs, of the stages before too
   */
  record Result(
      Map<String, Tensor> weights, int keptEpoch, TrainingState end, TrainingHistory history) {}

  /**
   * Trains to the end.
   *
   * @param start where to begin; without a graph, its tensors are initial weights. Those that were
   *     laid aside stay in every state that is saved
   * @param tutor who teaches step by step, if someone does
   */
  Result run(
      Checkpoint.Loaded start, TrainingSet train, @Nullable Tutor tutor, EncodedSet validation)
      throws IOException {
    aside = putAside(takenAside(start.tensors()));
    Batches batches = new Batches(profile, train, seed, tutor);
    ComputationGraph graph = start.graph() == null ? begin(start, batches) : start.graph();
    INDArray average = average(start, graph);
    GraphStep step = new GraphStep(graph, profile, average);
    TrainingState state = start.state();
    Map<String, Tensor> best = start.graph() == null ? Map.of() : under(BEST, start.tensors());
    Course course = profile.course();
    while (state.epoch() <= course.epochs() && !state.patienceSpent(course.patience())) {
      int epoch = state.epoch();
      state = epoch(graph, step, state, batches, best, average);
      Map<String, Tensor> weights = kept(graph, step);
      double[] logits = logits(weights, validation);
      Metrics metrics = Metrics.of(logits, validation.positive());
      if (!Double.isFinite(metrics.loss())) {
        throw new DivergedException(
            "the validation loss became %s after epoch %d: training diverged"
                .formatted(metrics.loss(), epoch));
      }
      double judged = judgedLoss(logits, validation.positive());
      EpochResult result = result(graph, state, batches, metrics, judged);
      state = state.afterEpoch(result);
      boolean better = state.bestEpoch() == epoch;
      if (better || !course.keepBest()) {
        best = weights;
      }
      saving.now(state, tensors(best, average), graph);
      listener.epoch(published(state), result.accuracy(), better);
    }
    int kept = course.keepBest() ? state.bestEpoch() : state.epoch() - 1;
    return new Result(best, kept, state, published(state));
  }

  /** The epochs so far as a bundle tells them. */
  static TrainingHistory published(TrainingState state) {
    return new TrainingHistory(state.history().stream().map(EpochResult::published).toList());
  }

  private ComputationGraph begin(Checkpoint.Loaded start, Batches batches) {
    int steps = batches.count() * profile.course().epochs();
    ComputationGraph graph = AttentionGraph.create(profile, text.vocabularySize(), seed, steps);
    AttentionGraph.load(graph, profile.architecture(), start.tensors());
    return graph;
  }

  private @Nullable INDArray average(Checkpoint.Loaded start, ComputationGraph graph) {
    if (profile.optimization().averageDecay() == 0) {
      return null;
    }
    INDArray average = Nd4j.zerosLike(graph.params());
    Tensor saved = start.tensors().get(AVERAGE);
    if (saved != null) {
      NdArrays.write(saved.values(), average);
    }
    return average;
  }

  private TrainingState epoch(
      ComputationGraph graph,
      GraphStep step,
      TrainingState from,
      Batches batches,
      Map<String, Tensor> best,
      @Nullable INDArray average)
      throws IOException {
    TrainingState state = from;
    int epochs = profile.course().epochs();
    Noise noise = profile.noise();
    double moved = noise.adversarial(state.epoch(), epochs) ? noise.adversarialSize() : 0;
    while (state.batch() < batches.count()) {
      Batches.Batch batch = batches.batch(state.epoch(), state.batch());
      GraphStep.Seen seen = step.run(batch, moved);
      if (!Double.isFinite(seen.loss())) {
        throw new DivergedException(
            "the loss became %s in epoch %d, step %d: training diverged"
                .formatted(seen.loss(), state.epoch(), state.batch() + 1));
      }
      int end = batches.end(state.batch());
      state = state.afterStep(seen.loss(), seen.right());
      listener.step(
          state.epoch(),
          epochs,
          end,
          batches.reviews(),
          state.lossSum() / state.batch(),
          (double) state.right() / end);
      saving.mayBe(state, () -> tensors(best, average), graph);
    }
    return state;
  }

  private static EpochResult result(
      ComputationGraph graph,
      TrainingState state,
      Batches batches,
      Metrics metrics,
      double judged) {
    int steps = graph.getIterationCount();
    BaseLayer output = (BaseLayer) graph.getLayer(AttentionGraph.OUTPUT).conf().getLayer();
    return new EpochResult(
        state.stage(),
        state.epoch(),
        steps,
        output.getIUpdater().getLearningRate(steps - 1, 0),
        state.lossSum() / Math.max(1, state.batch()),
        (double) state.right() / batches.reviews(),
        metrics.loss(),
        metrics.accuracy(),
        judged);
  }

  /** The loss by which epochs are compared: what would be shipped is calibrated first. */
  private double judgedLoss(double[] logits, List<Boolean> positive) {
    Course course = profile.course();
    double[] own =
        course.calibrated() ? Scaling.byTemperature(logits, positive).of(logits) : logits;
    return course.balanced() ? balancedLoss(own, positive) : Metrics.of(own, positive).loss();
  }

  /** The mean of both classes' mean losses. */
  static double balancedLoss(double[] logits, List<Boolean> positive) {
    double sum = 0;
    int classes = 0;
    for (Predicate<Boolean> label : List.<Predicate<Boolean>>of(p -> p, p -> !p)) {
      int[] own =
          IntStream.range(0, logits.length).filter(i -> label.test(positive.get(i))).toArray();
      if (own.length > 0) {
        double[] its = IntStream.of(own).mapToDouble(i -> logits[i]).toArray();
        sum += Metrics.of(its, IntStream.of(own).mapToObj(positive::get).toList()).loss();
        classes++;
      }
    }
    return sum / classes;
  }

  /** The weights that would ship now. */
  private Map<String, Tensor> kept(ComputationGraph graph, GraphStep step) {
    INDArray own = graph.params().dup();
    graph.params().assign(step.kept());
    Map<String, Tensor> weights =
        AttentionGraph.weights(graph, profile.architecture(), text.vocabularySize());
    graph.params().assign(own);
    return weights;
  }

  private double[] logits(Map<String, Tensor> weights, EncodedSet validation) {
    AttentionModel model =
        AttentionModel.of(profile.architecture(), text.truncation().length(), 1, weights);
    Progress progress = listener.task("validating");
    return new ReviewPredictor(model).logits(validation.reviews(), progress);
  }

  private Map<String, Tensor> tensors(Map<String, Tensor> best, @Nullable INDArray average) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(aside);
    best.forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    if (average != null) {
      tensors.put(AVERAGE, Tensor.of(NdArrays.read(average), (int) average.length()));
    }
    return tensors;
  }

  /** Names for tensors that a later stage needs. */
  static Map<String, Tensor> putAside(Map<String, Tensor> tensors) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> named.put(ASIDE + name, tensor));
    return named;
  }

  /** What was put aside, by the names it had. */
  static Map<String, Tensor> takenAside(Map<String, Tensor> tensors) {
    return under(ASIDE, tensors);
  }

  /** The tensors whose names begin so, by the rest of their names. */
  static Map<String, Tensor> under(String prefix, Map<String, Tensor> tensors) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), tensor);
          }
        });
    return own;
  }
}
