package sentiment.training;

import java.util.List;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.pretraining.LanguageModelSettings;
import sentiment.pretraining.SkipGramSettings;
import sentiment.text.KerasTokenizer;
import sentiment.text.ReviewTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.Truncation;

/** Small profiles of the two kinds. */
final class TestProfiles {

  private TestProfiles() {}

  static TrainingProfile masked() {
    return masked(
        new Optimization(8, 0.02, 0, 1, 1, 0, 1, 0),
        Noise.dropout(List.of(0.2, 0.1), 0.3),
        new Distillation(false, false, 0.5, 0, 1));
  }

  /** The same network, trained otherwise. */
  static TrainingProfile masked(Optimization optimization, Noise noise, Distillation distillation) {
    return new TrainingProfile(
        "small",
        new TextSettings(
            ReviewTokenizer.ID, 50, SequenceEncoder.Unlisted.UNKNOWN, new Truncation(8, 4)),
        1,
        new Architecture(6, List.of(5, 4), 3, GateActivation.SIGMOID, true),
        SkipGramSettings.NONE,
        LanguageModelSettings.NONE,
        new Course(3, 3, true, true, 0.2, true, true, false),
        optimization,
        noise,
        distillation,
        false);
  }

  /** Every stage and every switch on. */
  static TrainingProfile staged() {
    TrainingProfile base = masked();
    return new TrainingProfile(
        "small-staged",
        base.text(),
        1,
        base.architecture(),
        new SkipGramSettings(3, 3, 3, 0.05, 0),
        new LanguageModelSettings(2, 20, 6, 40, 0.01),
        new Course(3, 3, true, true, 0.2, true, true, false),
        new Optimization(8, 0.02, 0.1, 0.1, 0.9, 0.01, 1, 0.9),
        new Noise(List.of(0.2, 0.1), 0.3, 0.1, 0.3, 3, 0.05, 2, 0.05),
        new Distillation(true, true, 0.5, 0.5, 1),
        true);
  }

  static TrainingProfile unmasked() {
    return new TrainingProfile(
        "small-tutorial",
        new TextSettings(
            KerasTokenizer.ID, 50, SequenceEncoder.Unlisted.SKIP, Truncation.atEnd(12)),
        1,
        new Architecture(6, List.of(5, 4), 3, GateActivation.RELU, false),
        SkipGramSettings.NONE,
        LanguageModelSettings.NONE,
        new Course(2, 1, false, false, 0.3, false, false, false),
        new Optimization(8, 0.01, 0, 1, 1, 0, 0, 0),
        Noise.dropout(List.of(0.3, 0.2), 0),
        Distillation.NONE,
        false);
  }
}
