package sentiment.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.MultiDataSet;
import sentiment.dataset.Progress;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;
import sentiment.evaluation.Metrics;
import sentiment.evaluation.ReviewPredictor;
import sentiment.model.AttentionModel;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.model.Tensor;
import sentiment.text.SequenceEncoder;
import sentiment.text.Tokenizer;
import sentiment.text.Vocabulary;
import sentiment.text.VocabularyBuilder;

/**
 * Trains a model and puts its bundle together. The same data, profile and seed give the same
 * weights on the same machine, in one go or interrupted and resumed.
 */
public final class SentimentTrainer {

  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(60);

  private final TrainingProfile profile;
  private final long seed;
  private final InstantSource clock;
  private final TrainingListener listener;
  private final Duration betweenSaves;

  public SentimentTrainer(
      TrainingProfile profile, long seed, InstantSource clock, TrainingListener listener) {
    this(profile, seed, clock, listener, BETWEEN_SAVES);
  }

  SentimentTrainer(
      TrainingProfile profile,
      long seed,
      InstantSource clock,
      TrainingListener listener,
      Duration betweenSaves) {
    this.betweenSaves = betweenSaves;
    this.profile = profile;
    this.seed = seed;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Trains, evaluates on the data set's test reviews if it has any, and returns the bundle.
   *
   * @param given a vocabulary to use instead of one made from the training reviews
   * @param checkpoints folder that holds the state of an unfinished training; gone at the end
   * @param resume whether to go on from what is there
   * @throws InvalidProfileException if there is an unfinished training and it is not to be resumed,
   *     or none to resume, or it is another one
   */
  public ModelBundle train(
      ReviewDataset data, @Nullable Vocabulary given, Path checkpoints, boolean resume)
      throws IOException {
    data.requireTrainable();
    Split split =
        profile.groupedSplit()
            ? Split.of(data.train(), profile.validationShare(), seed)
            : Split.last(Split.shuffled(data.train(), seed), profile.validationShare());
    Vocabulary vocabulary = given == null ? vocabulary(split) : given;
    TextSettings text = bounded(vocabulary);
    SequenceEncoder encoder = text.encoder(vocabulary);
    EncodedSet train = EncodedSet.of(split.train(), encoder);
    EncodedSet validation = EncodedSet.of(split.validation(), encoder);
    listener.note(
        "%,d reviews to learn from, %,d to validate, %,d to test; %,d words"
            .formatted(train.size(), validation.size(), data.test().size(), text.vocabularySize()));
    Checkpoint checkpoint = new Checkpoint(checkpoints);
    String fingerprint =
        "%s seed=%d data=%s words=%d".formatted(profile, seed, data.sha256(), vocabulary.size());
    Checkpoint.Loaded start = start(checkpoint, fingerprint, text.vocabularySize(), resume);
    Map<String, Tensor> weights = fit(start, checkpoint, train, validation, text);
    BundleMaker maker = new BundleMaker(profile, text, vocabulary, seed, clock.instant(), listener);
    ModelBundle bundle = maker.make(weights, validation, data);
    checkpoint.delete();
    return bundle;
  }

  /** Throws an unfinished training away. */
  public static void discard(Path checkpoints) throws IOException {
    new Checkpoint(checkpoints).delete();
  }

  private Vocabulary vocabulary(Split split) {
    Tokenizer tokenizer = Tokenizer.byId(profile.text().tokenizer());
    VocabularyBuilder builder = new VocabularyBuilder();
    split.train().forEach(review -> builder.add(tokenizer.tokenize(review.text())));
    if (profile.text().unlisted() == SequenceEncoder.Unlisted.SKIP) {
      // words never seen are skipped and rare ones are unknown: the list must tell them apart
      return builder.build(Integer.MAX_VALUE, profile.minCount());
    }
    return builder.build(profile.text().vocabularySize(), profile.minCount());
  }

  /** The profile's text settings with a vocabulary size that this vocabulary fills. */
  private TextSettings bounded(Vocabulary vocabulary) {
    TextSettings text = profile.text();
    int size = Math.min(text.vocabularySize(), vocabulary.size());
    return new TextSettings(text.tokenizer(), size, text.unlisted(), text.truncation());
  }

  private Checkpoint.Loaded start(
      Checkpoint checkpoint, String fingerprint, int vocabularySize, boolean resume)
      throws IOException {
    if (!resume) {
      if (checkpoint.exists()) {
        throw new InvalidProfileException(
            "an unfinished training is here: continue it with --resume, or begin anew with"
                + " --restart");
      }
      ComputationGraph graph = AttentionGraph.create(profile, vocabularySize, seed);
      return new Checkpoint.Loaded(graph, TrainingState.initial(fingerprint), Map.of());
    }
    if (!checkpoint.exists()) {
      throw new InvalidProfileException("--resume: there is no unfinished training here");
    }
    Checkpoint.Loaded loaded = checkpoint.load();
    if (!loaded.state().fingerprint().equals(fingerprint)) {
      throw new InvalidProfileException(
          "--resume: the unfinished training has another profile, seed or data");
    }
    listener.note(
        "resumed in epoch %d after %d steps"
            .formatted(loaded.state().epoch(), loaded.state().batch()));
    return loaded;
  }

  private Map<String, Tensor> fit(
      Checkpoint.Loaded start,
      Checkpoint checkpoint,
      EncodedSet train,
      EncodedSet validation,
      TextSettings text)
      throws IOException {
    ComputationGraph graph = start.graph();
    TrainingState state = start.state();
    Map<String, Tensor> best = start.best();
    while (state.epoch() <= profile.epochs() && !state.patienceSpent(profile.patience())) {
      state = epoch(graph, state, checkpoint, train, best);
      Map<String, Tensor> weights =
          AttentionGraph.weights(graph, profile.architecture(), text.vocabularySize());
      Metrics metrics = validate(weights, validation, text);
      int epoch = state.epoch();
      double loss = state.lossSum() / Math.max(1, state.batch());
      double accuracy = (double) state.right() / train.size();
      state = state.afterEpoch(metrics.loss());
      boolean better = state.bestEpoch() == epoch;
      if (better || !profile.keepBest()) {
        best = weights;
      }
      listener.epoch(epoch, loss, accuracy, metrics, better);
      checkpoint.save(graph, state, best);
    }
    return best;
  }

  private TrainingState epoch(
      ComputationGraph graph,
      TrainingState from,
      Checkpoint checkpoint,
      EncodedSet train,
      Map<String, Tensor> best)
      throws IOException {
    TrainingState state = from;
    List<Integer> order =
        Split.shuffled(IntStream.range(0, train.size()).boxed().toList(), seed + state.epoch());
    int batches = (train.size() + profile.batchSize() - 1) / profile.batchSize();
    Instant saved = clock.instant();
    while (state.batch() < batches) {
      int first = state.batch() * profile.batchSize();
      int end = Math.min(first + profile.batchSize(), train.size());
      MultiDataSet batch =
          train.batch(
              order.subList(first, end),
              profile.architecture().masked(),
              profile.text().truncation().length());
      BatchAccuracy accuracy = new BatchAccuracy(batch.getLabels(0));
      graph.setListeners(accuracy);
      graph.fit(batch);
      if (!Double.isFinite(graph.score())) {
        throw new ArithmeticException(
            "the loss became %s in epoch %d, step %d: training diverged"
                .formatted(graph.score(), state.epoch(), state.batch() + 1));
      }
      state = state.afterStep(graph.score(), accuracy.right());
      listener.step(
          state.epoch(),
          profile.epochs(),
          end,
          train.size(),
          state.lossSum() / state.batch(),
          (double) state.right() / end);
      if (Duration.between(saved, clock.instant()).compareTo(betweenSaves) >= 0) {
        checkpoint.save(graph, state, best);
        saved = clock.instant();
      }
    }
    return state;
  }

  private Metrics validate(Map<String, Tensor> weights, EncodedSet validation, TextSettings text) {
    AttentionModel model =
        AttentionModel.of(profile.architecture(), text.truncation().length(), 1, weights);
    Progress progress = listener.task("validating");
    double[] logits = new ReviewPredictor(model).logits(validation.reviews(), progress);
    return Metrics.of(logits, validation.positive());
  }
}
