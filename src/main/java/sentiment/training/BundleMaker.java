package sentiment.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import sentiment.dataset.ReviewDataset;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.Metrics;
import sentiment.evaluation.ReviewPredictor;
import sentiment.evaluation.Temperature;
import sentiment.model.AttentionModel;
import sentiment.model.GoldenReview;
import sentiment.model.Histogram;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest;
import sentiment.model.ModelManifest.Provenance;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.model.Prediction;
import sentiment.model.ReferenceDistributions;
import sentiment.model.Tensor;
import sentiment.model.TrainingHistory;
import sentiment.text.EncodedReview;
import sentiment.text.Vocabulary;

/** Turns trained weights into a bundle: calibration, golden reviews, reference, figures, card. */
final class BundleMaker {

  private static final String GOLDEN_TEXTS = "/sentiment/training/golden-reviews.txt";
  private static final double[] LENGTH_EDGES = {25, 50, 100, 150, 200, 300, 400, 600, 1000};
  private static final double[] UNKNOWN_EDGES = {0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5};

  private final TrainingProfile profile;
  private final TextSettings text;
  private final Vocabulary vocabulary;
  private final long seed;
  private final Instant now;
  private final TrainingListener listener;

  BundleMaker(
      TrainingProfile profile,
      TextSettings text,
      Vocabulary vocabulary,
      long seed,
      Instant now,
      TrainingListener listener) {
    this.profile = profile;
    this.text = text;
    this.vocabulary = vocabulary;
    this.seed = seed;
    this.now = now;
    this.listener = listener;
  }

  /**
   * @param test whether the test reviews are read, which is once for a model that is released
   */
  ModelBundle make(
      ClassifierTraining.Result trained, EncodedSet validation, ReviewDataset data, boolean test) {
    Map<String, Tensor> weights = trained.weights();
    AttentionModel raw =
        AttentionModel.of(profile.architecture(), text.truncation().length(), 1, weights);
    double[] logits =
        new ReviewPredictor(raw).logits(validation.reviews(), listener.task("calibrating"));
    double temperature =
        profile.course().calibrated() ? Temperature.fit(logits, validation.positive()) : 1;
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= temperature;
    }
    ReferenceDistributions reference = reference(validation, logits);
    Metrics validated = Metrics.of(logits, validation.positive());
    ModelBundle untested =
        bundle(
            weights,
            temperature,
            List.of(),
            reference,
            provenance(data, Map.of()),
            "",
            TrainingHistory.EMPTY);
    List<GoldenReview> golden = golden(untested);
    Map<String, Double> tested = Map.of();
    if (test) {
      Metrics metrics = Evaluator.evaluate(untested, data.test(), listener.task("testing"));
      tested = metrics.asMap();
      listener.note(
          "test: accuracy %.2f %%, AUROC %.4f, loss %.4f, ECE %.2f %%"
              .formatted(
                  100 * metrics.accuracy(), metrics.auroc(), metrics.loss(), 100 * metrics.ece()));
    }
    Provenance provenance = provenance(data, tested);
    String card = ModelCard.write(profile, text, provenance, temperature, validated, now);
    TrainingHistory history =
        new TrainingHistory(trained.history().stream().map(EpochResult::published).toList());
    return bundle(weights, temperature, golden, reference, provenance, card, history);
  }

  private ModelBundle bundle(
      Map<String, Tensor> weights,
      double temperature,
      List<GoldenReview> golden,
      ReferenceDistributions reference,
      Provenance provenance,
      String card,
      TrainingHistory history) {
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT_VERSION,
            "attention-" + profile.name(),
            now.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", ""),
            now.truncatedTo(ChronoUnit.SECONDS).toString(),
            text,
            profile.architecture(),
            temperature,
            provenance,
            Map.of());
    return ModelBundle.of(manifest, vocabulary, weights, golden, reference, card, history);
  }

  private Provenance provenance(ReviewDataset data, Map<String, Double> metrics) {
    String program =
        Objects.requireNonNullElse(
            getClass().getPackage().getImplementationVersion(), "unpackaged");
    return new Provenance(
        data.name(),
        data.sha256(),
        profile.name(),
        seed,
        program,
        Runtime.version().toString(),
        metrics);
  }

  private static ReferenceDistributions reference(EncodedSet reviews, double[] logits) {
    double[] scores = Arrays.stream(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    double[] lengths = new double[logits.length];
    double[] unknown = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      EncodedReview review = reviews.reviews().get(i);
      lengths[i] = review.tokens().size();
      unknown[i] = (double) review.tokensUnknown() / Math.max(1, review.tokensUsed());
    }
    double[] tenths = IntStream.range(1, 10).mapToDouble(i -> i / 10.0).toArray();
    return new ReferenceDistributions(
        Histogram.of(scores, tenths),
        Histogram.of(lengths, LENGTH_EDGES),
        Histogram.of(unknown, UNKNOWN_EDGES));
  }

  private static List<GoldenReview> golden(ModelBundle bundle) {
    AttentionModel.Session session = bundle.model().session();
    List<GoldenReview> golden = new ArrayList<>();
    for (String review : goldenTexts()) {
      Prediction prediction =
          session.predict(List.of(bundle.encoder().encode(review).ids())).get(0);
      List<Double> attention =
          IntStream.range(0, prediction.positions()).mapToObj(prediction::attention).toList();
      golden.add(new GoldenReview(review, prediction.probability(), attention));
    }
    return golden;
  }

  private static List<String> goldenTexts() {
    try (InputStream in =
            Objects.requireNonNull(BundleMaker.class.getResourceAsStream(GOLDEN_TEXTS));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
