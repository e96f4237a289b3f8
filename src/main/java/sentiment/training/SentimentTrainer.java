package sentiment.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sentiment.baseline.NbSvmSettings;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest.Provenance;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.model.Tensor;
import sentiment.pretraining.Corpus;
import sentiment.text.SequenceEncoder;
import sentiment.text.Tokenizer;
import sentiment.text.Truncation;
import sentiment.text.Vocabulary;
import sentiment.text.VocabularyBuilder;
import sentiment.training.TrainingState.Stage;

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
   * What a training has besides reviews.
   *
   * @param vocabulary to use instead of one made from the reviews
   * @param start a model to train on from: its words, text rules, shape and weights
   * @param teachers whose mean judgement is learned too
   * @param pretrained folder of what pre-training learned: read if it is there, else written after
   *     it, so that several classifiers can begin from one pre-training
   */
  public record Sources(
      @Nullable Vocabulary vocabulary,
      @Nullable ModelBundle start,
      List<Teacher> teachers,
      @Nullable Path pretrained) {

    /** Nothing. */
    public static final Sources NONE = new Sources(null, null, List.of(), null);

    public Sources {
      teachers = List.copyOf(teachers);
    }

    private String fingerprint() {
      String begin = start == null ? "new" : start.id().sha256();
      return begin + teachers.stream().map(t -> " " + t.name()).collect(Collectors.joining());
    }
  }

  /**
   * Trains and returns the bundle. The state stays in {@code checkpoints} until {@link #discard}: a
   * bundle that could not be written is made again from there.
   *
   * @param checkpoints folder that holds the state of an unfinished training
   * @param tests what the bundle is judged on besides the validation reviews
   * @param resume whether to go on from what is there
   * @throws InvalidProfileException if there is an unfinished training and it is not to be resumed,
   *     or none to resume, or it is another one
   */
  public ModelBundle train(
      ReviewDataset data, Sources sources, Path checkpoints, Tests tests, boolean resume)
      throws IOException {
    data.requireTrainable();
    ModelBundle start = sources.start();
    TrainingProfile fitted = profile.fittedTo(data.train().size());
    TrainingProfile used = start == null ? fitted : Fitting.toStart(fitted, start);
    Course course = used.course();
    Split split = course.split(data.train());
    PretrainingTexts texts = PretrainingTexts.of(data, split);
    Vocabulary vocabulary = vocabulary(used, sources, split, texts);
    TextSettings text = bounded(used, vocabulary);
    SequenceEncoder encoder = text.encoder(vocabulary);
    EncodedSet validation = EncodedSet.of(split.validation(), encoder);
    TrainingAccount about = TrainingAccount.of(profile, used, sources, data, split, texts, text);
    requireSameSplit(sources, data, course, split);
    if (used.distillation().nbsvm()) {
      Split.folds(split.train(), NbSvmTeacher.FOLDS, Split.SEED); // fails now, not in an hour
    }
    about.data().forEach(listener::note);
    about.stages().forEach(listener::note);
    Checkpoint checkpoint = new Checkpoint(checkpoints);
    checkpoint.requireOwn("unfinished training");
    if (sources.pretrained() != null) {
      new Checkpoint(sources.pretrained()).requireOwn("--pretrained");
      if (!used.pretrains()) {
        throw new InvalidProfileException(
            "--pretrained: expected a profile that learns before the classifier, '%s' does not"
                .formatted(used.name()));
      }
    }
    String read =
        "seed=%d data=%s split=%s words=%d/%08x"
            .formatted(
                seed,
                data.sha256(),
                about.split(),
                vocabulary.size(),
                vocabulary.toLines().hashCode());
    String fingerprint = "%s %s from=%s".formatted(used, read, sources.fingerprint());
    Checkpoint.Loaded state = state(checkpoint, fingerprint, used, start, resume);
    listener.begins(ClassifierTraining.published(state.state()));
    Saving saving = new Saving(checkpoint, clock, betweenSaves);
    // what is random in a stage counts on from its seed, so seeds must not be neighbours
    long own = new SplittableRandom(seed).nextLong();
    if (state.state().stage().compareTo(Stage.TEACHER) < 0) {
      Corpus corpus = corpus(texts.all(), text, vocabulary);
      List<String> heldOut = split.validation().stream().map(LabelledReview::text).toList();
      Pretraining pretraining =
          new Pretraining(used, vocabulary, own, listener, saving, sources.pretrained(), read);
      state = pretraining.run(state, corpus, corpus(heldOut, text, vocabulary));
    }
    TrainingSet labelled = TrainingSet.of(split.train(), encoder, course.balanced());
    ClassifierTraining training = new ClassifierTraining(used, text, own, listener, saving);
    OwnTeacher ownTeacher = new OwnTeacher(used, listener, saving, validation);
    if (state.state().stage() == Stage.TEACHER) {
      state = ownTeacher.run(state, training, labelled);
    }
    Tutor tutor = ownTeacher.tutor(state);
    List<Teacher> teachers = new ArrayList<>(sources.teachers());
    if (used.distillation().nbsvm()) {
      teachers.add(new NbSvmTeacher(NbSvmSettings.DEFAULT));
    }
    TrainingSet train = taught(labelled, used, teachers, tutor, split, texts, encoder);
    ClassifierTraining.Result result = training.run(state, train, tutor, validation);
    BundleMaker maker = new BundleMaker(used, text, vocabulary, seed, clock.instant(), listener);
    return maker.make(
        result,
        train.weighted(),
        validation,
        data,
        about.and(TrainingAccount.outcome(used, result)),
        tests);
  }

  /**
   * Throws the state of a training away.
   *
   * @throws InvalidProfileException if something else is there
   */
  public static void discard(Path checkpoints) throws IOException {
    Checkpoint checkpoint = new Checkpoint(checkpoints);
    checkpoint.requireOwn("unfinished training");
    checkpoint.delete();
  }

  /** What learned from reviews that are held back here knows their labels. */
  private static void requireSameSplit(
      Sources sources, ReviewDataset data, Course course, Split split) {
    Map<String, Provenance> origins = new LinkedHashMap<>();
    if (sources.start() != null) {
      origins.put("--start-from", sources.start().manifest().training());
    }
    for (Teacher teacher : sources.teachers()) {
      Provenance origin = teacher.origin();
      if (origin != null) {
        origins.put("--teacher " + teacher.name(), origin);
      }
    }
    origins.forEach(
        (option, origin) -> {
          if (course.knows(origin, data.sha256(), split)) {
            throw new InvalidProfileException(
                "%s: it was trained on this data and does not say that it held back the same reviews (but: %s), so it may know them; expected a model of the split '%s'"
                    .formatted(
                        option,
                        origin.split().isEmpty() ? "nothing" : origin.split(),
                        course.heldBack(split)));
          }
        });
  }

  private static Vocabulary vocabulary(
      TrainingProfile used, Sources sources, Split split, PretrainingTexts texts) {
    if (sources.start() != null) {
      return sources.start().vocabulary();
    }
    if (sources.vocabulary() != null) {
      return sources.vocabulary();
    }
    Tokenizer tokenizer = Tokenizer.byId(used.text().tokenizer());
    VocabularyBuilder builder = new VocabularyBuilder();
    split.train().forEach(review -> builder.add(tokenizer.tokenize(review.text())));
    if (used.pretrains()) {
      texts.unlabelled().forEach(review -> builder.add(tokenizer.tokenize(review)));
    }
    if (used.text().unlisted() == SequenceEncoder.Unlisted.SKIP) {
      // words never seen are skipped and rare ones are unknown: the list must tell them apart
      return builder.build(Integer.MAX_VALUE, used.minCount());
    }
    return builder.build(used.text().vocabularySize(), used.minCount());
  }

  /** The profile's text settings with a vocabulary size that this vocabulary fills. */
  private static TextSettings bounded(TrainingProfile used, Vocabulary vocabulary) {
    TextSettings text = used.text();
    int size = Math.min(text.vocabularySize(), vocabulary.size());
    return new TextSettings(text.tokenizer(), size, text.unlisted(), text.truncation());
  }

  /** Whole reviews as ids. */
  private static Corpus corpus(List<String> texts, TextSettings text, Vocabulary vocabulary) {
    SequenceEncoder whole =
        new TextSettings(
                text.tokenizer(),
                text.vocabularySize(),
                text.unlisted(),
                Truncation.atEnd(Integer.MAX_VALUE))
            .encoder(vocabulary);
    return new Corpus(
        texts.parallelStream().map(review -> whole.encode(review).ids()).toList(),
        text.vocabularySize());
  }

  private TrainingSet taught(
      TrainingSet set,
      TrainingProfile used,
      List<Teacher> teachers,
      @Nullable Tutor tutor,
      Split split,
      PretrainingTexts texts,
      SequenceEncoder encoder) {
    if (teachers.isEmpty() && tutor == null) {
      return set;
    }
    List<String> unlabelled =
        used.distillation().unlabelledShare() == 0 ? List.of() : texts.unlabelled();
    double[] labelledMean = new double[split.train().size()];
    double[] unlabelledMean = new double[unlabelled.size()];
    int count = teachers.size();
    for (int t = 0; t < count; t++) {
      Progress progress = listener.task("asking teacher %d of %d".formatted(t + 1, count));
      Teacher.Judgement own = teachers.get(t).judge(split.train(), unlabelled, progress);
      Arrays.setAll(labelledMean, i -> labelledMean[i] + own.learned()[i] / count);
      Arrays.setAll(unlabelledMean, i -> unlabelledMean[i] + own.others()[i] / count);
    }
    // of what it learned from it would but repeat the labels, and say why by rare words
    boolean ofLabelled = tutor != null && unlabelled.isEmpty();
    double weight = used.distillation().teacherWeight();
    return set.with(
        TrainingSet.Teaching.of(labelledMean, weight, count, ofLabelled),
        unlabelled.parallelStream().map(review -> encoder.encode(review).ids()).toList(),
        TrainingSet.Teaching.of(unlabelledMean, 1, count, tutor != null));
  }

  private Checkpoint.Loaded state(
      Checkpoint checkpoint,
      String fingerprint,
      TrainingProfile used,
      @Nullable ModelBundle start,
      boolean resume)
      throws IOException {
    if (!resume) {
      if (checkpoint.exists()) {
        throw new InvalidProfileException(
            "an unfinished training is here: continue it with --resume, or begin anew with"
                + " --restart");
      }
      Stage first = used.pretrains() ? Stage.WORD_VECTORS : Stage.TEACHER;
      Map<String, Tensor> weights = start == null ? Map.of() : start.weights();
      return new Checkpoint.Loaded(TrainingState.initial(fingerprint, first), weights, null);
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
        "resumed in %s, epoch %d after %d steps"
            .formatted(
                loaded.state().stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                loaded.state().epoch(),
                loaded.state().batch()));
    return loaded;
  }
}
