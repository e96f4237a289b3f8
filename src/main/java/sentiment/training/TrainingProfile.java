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

/**
 * How a model is trained, data and seed aside: first word vectors and a language model from reviews
 * without their labels, then the classifier.
 *
 * @param text how reviews become ids; its vocabulary size is an upper bound
 * @param minCount a word seen less often in the reviews is not listed
 * @param architecture the network's shape
 * @param vectors first stage, may be left out
 * @param languageModel second stage, may be left out
 * @param course of the classifier's training
 * @param optimization of the classifier
 * @param noise in the classifier's training
 * @param distillation from teachers
 * @param halfPrecision whether the weights are rounded to half precision, for a bundle of half the
 *     size
 */
public record TrainingProfile(
    String name,
    TextSettings text,
    int minCount,
    Architecture architecture,
    SkipGramSettings vectors,
    LanguageModelSettings languageModel,
    Course course,
    Optimization optimization,
    Noise noise,
    Distillation distillation,
    boolean halfPrecision) {

  /** The Keras tutorial's model and training to the letter. */
  public static final TrainingProfile TUTORIAL =
      new TrainingProfile(
          "tutorial",
          new TextSettings(
              KerasTokenizer.ID, 10_000, SequenceEncoder.Unlisted.SKIP, Truncation.atEnd(200)),
          1,
          new Architecture(128, List.of(128, 128), 32, GateActivation.RELU, false),
          SkipGramSettings.NONE,
          LanguageModelSettings.NONE,
          new Course(10, 1, false, false, 0.3, false, false, false),
          new Optimization(200, 1e-3, 0, 1, 1, 0, 0, 0),
          Noise.dropout(List.of(0.3, 0.2), 0),
          Distillation.NONE,
          false);

  /** The default: pre-trained, whole reviews, masked, sigmoid gates, calibrated. */
  public static final TrainingProfile BEST =
      new TrainingProfile(
          "best",
          new TextSettings(
              ReviewTokenizer.ID,
              30_000,
              SequenceEncoder.Unlisted.UNKNOWN,
              new Truncation(128, 272)),
          3,
          new Architecture(128, List.of(112, 48), 32, GateActivation.SIGMOID, true),
          new SkipGramSettings(4, 5, 5, 0.05, 1e-4),
          new LanguageModelSettings(2, 512, 128, 32, 0.01),
          new Course(5, 5, true, true, 0.1, true, true, true),
          new Optimization(64, 5e-3, 0.05, 0.02, 0.8, 0.01, 1, 0.998),
          new Noise(List.of(0.4, 0.3), 0.4, 0.02, 0.2, 8, 0, 0, 0.02),
          new Distillation(true, true, 0.5, 0.03, 1),
          true);

  public TrainingProfile {
    Check.that(
        noise.inputDropout().size() == architecture.hiddenSizes().size(),
        "input_dropout",
        noise.inputDropout(),
        "one rate for each LSTM layer");
    Check.that(minCount >= 1, "min_count", minCount, "1 or more");
    Check.that(vectors.epochs() >= 0, "vectors_epochs", vectors.epochs(), "0 or more");
    Check.that(vectors.window() >= 1, "vectors_window", vectors.window(), "1 or more");
    Check.that(vectors.negatives() >= 1, "vectors_negatives", vectors.negatives(), "1 or more");
    Check.that(vectors.rate() > 0, "vectors_rate", vectors.rate(), "a number above 0");
    Check.that(vectors.subsample() >= 0, "vectors_subsample", vectors.subsample(), "0 or more");
    Check.that(languageModel.epochs() >= 0, "lm_epochs", languageModel.epochs(), "0 or more");
    Check.that(
        languageModel.candidates() >= 2, "lm_candidates", languageModel.candidates(), "2 or more");
    Check.that(languageModel.length() >= 4, "lm_length", languageModel.length(), "4 or more");
    Check.that(
        languageModel.batchSize() >= 1, "lm_batch_size", languageModel.batchSize(), "1 or more");
    Check.that(languageModel.rate() > 0, "lm_rate", languageModel.rate(), "a number above 0");
  }

  /** As it is used with so many reviews to learn from: smaller steps and more of them for few. */
  public TrainingProfile fittedTo(int reviews) {
    return Fitting.toReviews(this, reviews);
  }

  /** Whether there is a stage before the classifier's that reads unlabelled reviews. */
  public boolean pretrains() {
    return vectors.epochs() > 0 || languageModel.epochs() > 0;
  }
}
