package sentiment.training;

import java.util.List;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.text.KerasTokenizer;
import sentiment.text.ReviewTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.Truncation;

/**
 * How a model is trained, data and seed aside.
 *
 * @param text how reviews become ids; its vocabulary size is an upper bound
 * @param minCount a word seen less often in the training reviews is not listed
 * @param architecture the network's shape
 * @param inputDropout share dropped from each LSTM layer's input
 * @param outputDropout share dropped from the attended context
 * @param batchSize reviews a step
 * @param learningRate of Adam
 * @param clipNorm bound of each layer's gradient norm, 0 for none
 * @param epochs upper bound of passes over the training reviews
 * @param patience epochs without a smaller validation loss after which training stops
 * @param keepBest whether the weights of the smallest validation loss are kept, else the last ones
 * @param validationShare share of the training reviews held back
 * @param groupedSplit whether reviews of one film stay on one side; else Keras' split, the end of
 *     the shuffled list
 * @param calibrated whether a temperature is fitted on the validation reviews
 */
public record TrainingProfile(
    String name,
    TextSettings text,
    int minCount,
    Architecture architecture,
    List<Double> inputDropout,
    double outputDropout,
    int batchSize,
    double learningRate,
    double clipNorm,
    int epochs,
    int patience,
    boolean keepBest,
    double validationShare,
    boolean groupedSplit,
    boolean calibrated) {

  /** The Keras tutorial's model and training to the letter. */
  public static final TrainingProfile TUTORIAL =
      new TrainingProfile(
          "tutorial",
          new TextSettings(
              KerasTokenizer.ID, 10_000, SequenceEncoder.Unlisted.SKIP, Truncation.atEnd(200)),
          1,
          new Architecture(128, List.of(128, 128), 32, GateActivation.RELU, false),
          List.of(0.3, 0.2),
          0,
          200,
          1e-3,
          0,
          10,
          1,
          false,
          0.3,
          false,
          false);

  /** The default: whole reviews, masked, sigmoid gates, calibrated. */
  public static final TrainingProfile BEST =
      new TrainingProfile(
          "best",
          new TextSettings(
              ReviewTokenizer.ID,
              30_000,
              SequenceEncoder.Unlisted.UNKNOWN,
              new Truncation(128, 272)),
          3,
          new Architecture(64, List.of(64, 64), 32, GateActivation.SIGMOID, true),
          List.of(0.4, 0.3),
          0.4,
          64,
          1e-3,
          1,
          8,
          2,
          true,
          0.1,
          true,
          true);

  public TrainingProfile {
    inputDropout = List.copyOf(inputDropout);
    check(
        inputDropout.size() == architecture.hiddenSizes().size(),
        "input_dropout",
        inputDropout,
        "one rate for each LSTM layer");
    check(
        inputDropout.stream().allMatch(r -> r >= 0 && r < 1),
        "input_dropout",
        inputDropout,
        "rates from 0 to below 1");
    check(
        outputDropout >= 0 && outputDropout < 1,
        "output_dropout",
        outputDropout,
        "a rate from 0 to below 1");
    check(minCount >= 1, "min_count", minCount, "1 or more");
    check(batchSize >= 1, "batch_size", batchSize, "1 or more");
    check(learningRate > 0, "learning_rate", learningRate, "a number above 0");
    check(clipNorm >= 0, "clip_norm", clipNorm, "0 or more");
    check(epochs >= 1, "epochs", epochs, "1 or more");
    check(patience >= 1, "patience", patience, "1 or more");
    check(
        validationShare > 0 && validationShare < 1,
        "validation_share",
        validationShare,
        "a number above 0 and below 1");
  }

  private static void check(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new InvalidProfileException(key, value, expected);
    }
  }
}
