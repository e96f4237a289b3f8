package sentiment.training;

import java.util.ArrayList;
import java.util.List;
import sentiment.model.Architecture;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.pretraining.LanguageModelSettings;
import sentiment.pretraining.SkipGramSettings;

/** Fits a profile to what there is: few reviews, or a model to start from. */
final class Fitting {

  /** From so many on, a profile is taken as it stands. */
  private static final int MANY = 10_000;

  private static final int FEWEST_STEPS = 1200;
  private static final int MOST_EPOCHS = 30;
  private static final int SMALLEST_BATCH = 8;
  private static final int MOST_PASSES = 5;

  /** Fewer reviews need a larger part of them held back: a calibration by a handful is chance. */
  private static final int FEW = 2000;

  private static final double SHARE_OF_FEW = 0.2;

  /** The weights are good already, so they are moved less. */
  private static final double RATE_SHARE = 0.3;

  private Fitting() {}

  /** For few reviews: small steps, many epochs, rare words too, and labels alone. */
  static TrainingProfile toReviews(TrainingProfile profile, int reviews) {
    if (!profile.course().adaptive() || !few(reviews)) {
      return profile;
    }
    int batch = profile.optimization().batchSize();
    while (batch > SMALLEST_BATCH && batch > reviews / 40) {
      batch /= 2;
    }
    int epochs =
        Math.max(
            profile.course().epochs(),
            Math.min(MOST_EPOCHS, FEWEST_STEPS * batch / Math.max(1, reviews) + 1));
    int passes = Math.max(1, Math.min(MOST_PASSES, MANY / Math.max(1, reviews)));
    SkipGramSettings vectors = profile.vectors();
    LanguageModelSettings model = profile.languageModel();
    return new TrainingProfile(
        profile.name(),
        profile.text(),
        Math.min(profile.minCount(), reviews < 1000 ? 1 : 2),
        profile.architecture(),
        new SkipGramSettings(
            passes * vectors.epochs(),
            vectors.window(),
            vectors.negatives(),
            vectors.rate(),
            vectors.subsample()),
        new LanguageModelSettings(
            passes * model.epochs(),
            model.candidates(),
            model.length(),
            Math.min(model.batchSize(), 4 * batch),
            model.rate()),
        profile
            .course()
            .with(
                epochs,
                Math.max(3, epochs / 4),
                reviews < FEW
                    ? Math.max(SHARE_OF_FEW, profile.course().validationShare())
                    : profile.course().validationShare()),
        profile.optimization().with(batch, profile.optimization().learningRate()),
        profile.noise(),
        profile.distillation().withBundlesAlone(),
        profile.halfPrecision());
  }

  /** Whether so many labelled reviews are so few that a profile is fitted to them. */
  static boolean few(int reviews) {
    return reviews < MANY;
  }

  /** For a model to start from: its text rules and shape, no stage before the classifier's. */
  static TrainingProfile toStart(TrainingProfile profile, ModelBundle start) {
    TextSettings text = start.manifest().text();
    Architecture shape = start.manifest().architecture();
    Noise noise = profile.noise();
    List<Double> dropout = new ArrayList<>(noise.inputDropout());
    while (dropout.size() < shape.hiddenSizes().size()) {
      dropout.add(dropout.get(dropout.size() - 1));
    }
    Optimization optimization = profile.optimization();
    return new TrainingProfile(
        profile.name(),
        text,
        profile.minCount(),
        shape,
        SkipGramSettings.NONE,
        LanguageModelSettings.NONE,
        profile.course(),
        optimization.with(optimization.batchSize(), RATE_SHARE * optimization.learningRate()),
        new Noise(
            dropout.subList(0, shape.hiddenSizes().size()),
            noise.outputDropout(),
            noise.wordDropout(),
            noise.cropRate(),
            noise.cropMinTokens(),
            noise.labelSmoothing(),
            noise.adversarialEpochs(),
            noise.adversarialSize()),
        profile.distillation().withBundlesAlone(),
        profile.halfPrecision());
  }
}
