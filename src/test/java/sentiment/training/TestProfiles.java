package sentiment.training;

import java.util.List;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.text.KerasTokenizer;
import sentiment.text.ReviewTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.Truncation;

/** Small profiles of the two kinds. */
final class TestProfiles {

  private TestProfiles() {}

  static TrainingProfile masked() {
    return new TrainingProfile(
        "small",
        new TextSettings(
            ReviewTokenizer.ID, 50, SequenceEncoder.Unlisted.UNKNOWN, new Truncation(8, 4)),
        1,
        new Architecture(6, List.of(5, 4), 3, GateActivation.SIGMOID, true),
        List.of(0.2, 0.1),
        0.3,
        8,
        0.02,
        1,
        3,
        3,
        true,
        0.2,
        true,
        true);
  }

  static TrainingProfile unmasked() {
    return new TrainingProfile(
        "small-tutorial",
        new TextSettings(
            KerasTokenizer.ID, 50, SequenceEncoder.Unlisted.SKIP, Truncation.atEnd(12)),
        1,
        new Architecture(6, List.of(5, 4), 3, GateActivation.RELU, false),
        List.of(0.3, 0.2),
        0,
        8,
        0.01,
        0,
        2,
        1,
        false,
        0.3,
        false,
        false);
  }
}
