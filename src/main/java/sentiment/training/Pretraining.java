package sentiment.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.Progress;
import sentiment.model.Architecture;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;
import sentiment.pretraining.Corpus;
import sentiment.pretraining.LanguageModel;
import sentiment.pretraining.PretrainingTask;
import sentiment.pretraining.SkipGram;
import sentiment.text.Vocabulary;
import sentiment.training.TrainingState.Stage;

/** The stages before the classifier's: word vectors, then the language model. */
final class Pretraining {

  /** How often a stage says how far it has come. */
  private static final int REPORTS = 10;

  private static final List<String> SHOWN = List.of("good", "terrible", "funny", "actor");
  private static final int NEIGHBOURS = 6;

  private final TrainingProfile profile;
  private final Vocabulary vocabulary;
  private final long seed;
  private final TrainingListener listener;
  private final Saving saving;
  private final @Nullable Checkpoint kept;
  private final String fingerprint; // of what was learned

  /**
   * @param kept folder of what was learned, or null for none
   * @param read tells from what is learned, and with which seed
   */
  Pretraining(
      TrainingProfile profile,
      Vocabulary vocabulary,
      long seed,
      TrainingListener listener,
      Saving saving,
      @Nullable Path kept,
      String read) {
    this.profile = profile;
    this.vocabulary = vocabulary;
    this.seed = seed;
    this.listener = listener;
    this.saving = saving;
    this.kept = kept == null ? null : new Checkpoint(kept);
    Architecture shape = profile.architecture();
    this.fingerprint =
        "%s %s embedding=%d hidden=%d %s %s"
            .formatted(
                read,
                profile.text(),
                shape.embeddingSize(),
                shape.hiddenSizes().get(0),
                profile.vectors(),
                profile.languageModel());
  }

  /**
   * Goes through the stages that are left.
   *
   * @param start where to begin
   * @param corpus reviews to learn from
   * @param heldOut reviews to see by how far learning has come
   * @return the beginning of the teacher's stage, with the weights that were learned
   * @throws InvalidProfileException if the weights that were kept were learned otherwise
   */
  Checkpoint.Loaded run(Checkpoint.Loaded start, Corpus corpus, Corpus heldOut) throws IOException {
    String training = start.state().fingerprint();
    if (kept != null && kept.exists()) {
      Checkpoint.Loaded loaded = kept.load();
      if (!loaded.state().fingerprint().equals(fingerprint)) {
        throw new InvalidProfileException(
            "--pretrained: what is there was learned from other data, or with another seed or"
                + " other settings");
      }
      return begin(Stage.TEACHER, training, loaded.tensors());
    }
    Checkpoint.Loaded learned = learned(start, training, corpus, heldOut);
    if (kept != null) {
      kept.save(TrainingState.initial(fingerprint, Stage.TEACHER), learned.tensors(), null);
    }
    return learned;
  }

  private Checkpoint.Loaded learned(
      Checkpoint.Loaded start, String training, Corpus corpus, Corpus heldOut) throws IOException {
    Architecture shape = profile.architecture();
    Checkpoint.Loaded now = start;
    if (now.state().stage() == Stage.WORD_VECTORS) {
      Map<String, Tensor> weights = now.tensors();
      if (profile.vectors().epochs() > 0) {
        SkipGram task = new SkipGram(corpus, profile.vectors(), shape.embeddingSize(), seed);
        weights = run("word vectors", task, now);
        showNeighbours(weights);
      }
      now = begin(Stage.LANGUAGE_MODEL, training, weights);
    }
    if (now.state().stage() == Stage.LANGUAGE_MODEL) {
      Map<String, Tensor> weights = now.tensors();
      if (profile.languageModel().epochs() > 0) {
        LanguageModel task =
            new LanguageModel(
                corpus,
                heldOut,
                profile.languageModel(),
                shape.embeddingSize(),
                shape.hiddenSizes().get(0),
                seed,
                weights);
        weights = run("language model", task, now);
      }
      now = begin(Stage.TEACHER, training, weights);
    }
    return now;
  }

  private Checkpoint.Loaded begin(Stage stage, String training, Map<String, Tensor> weights)
      throws IOException {
    TrainingState state = TrainingState.initial(training, stage);
    saving.now(state, weights, null);
    return new Checkpoint.Loaded(state, weights, null);
  }

  private Map<String, Tensor> run(String name, PretrainingTask task, Checkpoint.Loaded start)
      throws IOException {
    TrainingState state = start.state();
    if (state.batch() > 0) {
      task.resume(state.batch(), start.tensors());
    }
    Progress progress = listener.task(name, "steps");
    while (task.done() < task.steps()) {
      task.step();
      state = state.afterStep(0, 0);
      progress.update(task.done(), task.steps());
      int parts = REPORTS * task.done() / task.steps();
      if (parts > REPORTS * (task.done() - 1) / task.steps()) {
        listener.note("%s %d %%: %s".formatted(name, 100 * parts / REPORTS, task.report()));
      }
      saving.mayBe(state, task::state, null);
    }
    return new HashMap<>(task.weights());
  }

  private void showNeighbours(Map<String, Tensor> weights) {
    Tensor vectors = weights.get(WeightNames.EMBEDDING);
    for (String word : SHOWN) {
      OptionalInt id = vocabulary.id(word);
      if (vectors != null && id.isPresent() && id.getAsInt() < vectors.shape().get(0)) {
        String near =
            SkipGram.nearest(vectors.values(), vectors.shape().get(1), id.getAsInt(), NEIGHBOURS)
                .stream()
                .map(vocabulary::word)
                .collect(Collectors.joining(", "));
        listener.note("near '%s': %s".formatted(word, near));
      }
    }
  }
}
