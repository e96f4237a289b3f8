package sentiment.training;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sentiment.evaluation.ReviewPredictor;
import sentiment.evaluation.Scaling;
import sentiment.model.AttentionModel;
import sentiment.model.Tensor;
import sentiment.training.TrainingState.Stage;

/**
 * A first classifier, which learns from labels alone and then teaches the last one. Meanwhile what
 * pre-training learned is laid aside, and then what the teacher learned.
 */
final class OwnTeacher {

  private final TrainingProfile profile;
  private final TrainingListener listener;
  private final Saving saving;
  private final EncodedSet validation;

  OwnTeacher(
      TrainingProfile profile, TrainingListener listener, Saving saving, EncodedSet validation) {
    this.profile = profile;
    this.listener = listener;
    this.saving = saving;
    this.validation = validation;
  }

  /**
   * Trains it, if the profile wants one.
   *
   * @param start where to begin; the weights that pre-training learned if it has not begun
   * @return the beginning of the last classifier's stage
   */
  Checkpoint.Loaded run(Checkpoint.Loaded start, ClassifierTraining training, TrainingSet labelled)
      throws IOException {
    Map<String, Tensor> pretrained =
        start.graph() == null ? start.tensors() : ClassifierTraining.takenAside(start.tensors());
    Map<String, Tensor> tensors = new HashMap<>(pretrained);
    TrainingState end = start.state();
    if (profile.distillation().own()) {
      listener.note("first a teacher, from labels alone");
      tensors.putAll(ClassifierTraining.putAside(pretrained));
      Checkpoint.Loaded begin =
          start.graph() == null ? new Checkpoint.Loaded(end, tensors, null) : start;
      ClassifierTraining.Result result = training.run(begin, labelled, null, validation);
      end = result.end();
      tensors = new HashMap<>(pretrained);
      tensors.putAll(ClassifierTraining.putAside(result.weights()));
    }
    TrainingState next = end.next(Stage.CLASSIFIER);
    saving.now(next, tensors, null);
    return new Checkpoint.Loaded(next, tensors, null);
  }

  /**
   * The first classifier, calibrated, at the last one's side.
   *
   * @param state of the last classifier's stage
   * @return null if the profile wants none
   */
  @Nullable Tutor tutor(Checkpoint.Loaded state) {
    if (!profile.distillation().own()) {
      return null;
    }
    Map<String, Tensor> weights = ClassifierTraining.takenAside(state.tensors());
    int length = profile.text().truncation().length();
    AttentionModel raw = AttentionModel.of(profile.architecture(), length, 1, weights);
    double[] logits =
        new ReviewPredictor(raw).logits(validation.reviews(), listener.task("calibrating"));
    double temperature = Scaling.byTemperature(logits, validation.positive()).temperature();
    return new Tutor(AttentionModel.of(profile.architecture(), length, temperature, weights));
  }
}
