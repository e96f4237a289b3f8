package sentiment.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import sentiment.evaluation.ReviewPredictor;
import sentiment.evaluation.Scaling;
import sentiment.model.AttentionModel;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.model.Tensor;
import sentiment.training.TrainingState.Stage;

/**
 * First classifiers, which learn from labels alone and then teach the last one. What pre-training
 * learned is laid aside meanwhile, and what each of them learned.
 */
final class OwnTeachers {

  private static final String PRETRAINED = "pretrained/";
  private static final String TEACHER = "teacher%d/";

  private final TrainingProfile profile;
  private final TextSettings text;
  private final long seed;
  private final TrainingListener listener;
  private final Saving saving;
  private final EncodedSet validation;

  OwnTeachers(
      TrainingProfile profile,
      TextSettings text,
      long seed,
      TrainingListener listener,
      Saving saving,
      EncodedSet validation) {
    this.profile = profile;
    this.text = text;
    this.seed = seed;
    this.listener = listener;
    this.saving = saving;
    this.validation = validation;
  }

  /**
   * Trains as many as the profile wants.
   *
   * @param start where to begin; the weights that pre-training learned if no teacher has begun
   * @return the beginning of the last classifier's stage
   */
  Checkpoint.Loaded run(Checkpoint.Loaded start, TrainingSet labelled) throws IOException {
    Map<String, Tensor> aside = ClassifierTraining.takenAside(start.tensors());
    if (aside.isEmpty() && start.graph() == null) {
      start.tensors().forEach((name, tensor) -> aside.put(PRETRAINED + name, tensor));
    }
    Map<String, Tensor> pretrained = ClassifierTraining.under(PRETRAINED, aside);
    Checkpoint.Loaded now = start;
    int wanted = profile.distillation().own();
    for (int done = weights(aside).size(); done < wanted; done++) {
      listener.note("teacher %d of %d, from labels alone".formatted(done + 1, wanted));
      if (now.graph() == null) {
        now = new Checkpoint.Loaded(now.state(), with(pretrained, aside), null);
      }
      ClassifierTraining.Result result =
          new ClassifierTraining(profile, text, seedOf(done), listener, saving)
              .run(now, labelled, null, validation);
      String name = TEACHER.formatted(done);
      result.weights().forEach((key, tensor) -> aside.put(name + key, tensor));
      now = saved(result.end().next(Stage.TEACHER), Map.of(), aside);
    }
    aside.keySet().removeIf(name -> name.startsWith(PRETRAINED));
    return saved(now.state().next(Stage.CLASSIFIER), pretrained, aside);
  }

  private Checkpoint.Loaded saved(
      TrainingState state, Map<String, Tensor> tensors, Map<String, Tensor> aside)
      throws IOException {
    Map<String, Tensor> all = with(tensors, aside);
    saving.now(state, all, null);
    return new Checkpoint.Loaded(state, all, null);
  }

  private static Map<String, Tensor> with(Map<String, Tensor> tensors, Map<String, Tensor> aside) {
    Map<String, Tensor> all = new HashMap<>(tensors);
    all.putAll(ClassifierTraining.putAside(aside));
    return all;
  }

  /** The first one has the training's own. */
  private long seedOf(int teacher) {
    return teacher == 0 ? seed : new SplittableRandom(seed + teacher).nextLong();
  }

  private static List<Map<String, Tensor>> weights(Map<String, Tensor> aside) {
    List<Map<String, Tensor>> all = new ArrayList<>();
    while (true) {
      Map<String, Tensor> next = ClassifierTraining.under(TEACHER.formatted(all.size()), aside);
      if (next.isEmpty()) {
        return all;
      }
      all.add(next);
    }
  }

  /**
   * The first classifiers, calibrated, at the last one's side.
   *
   * @param state of the last classifier's stage
   * @return null if there are none
   */
  @Nullable Tutor tutor(Checkpoint.Loaded state) {
    List<AttentionModel> models = new ArrayList<>();
    int length = profile.text().truncation().length();
    for (Map<String, Tensor> own : weights(ClassifierTraining.takenAside(state.tensors()))) {
      AttentionModel raw = AttentionModel.of(profile.architecture(), length, 1, own);
      double[] logits =
          new ReviewPredictor(raw).logits(validation.reviews(), listener.task("calibrating"));
      double temperature = Scaling.byTemperature(logits, validation.positive()).temperature();
      models.add(AttentionModel.of(profile.architecture(), length, temperature, own));
    }
    return models.isEmpty() ? null : new Tutor(models);
  }
}
