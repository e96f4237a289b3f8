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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import sentiment.dataset.Evenly;
import sentiment.dataset.ReviewDataset;
import sentiment.evaluation.Additivity;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Estimates;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.Faithfulness;
import sentiment.evaluation.JudgedReview;
import sentiment.evaluation.Metrics;
import sentiment.evaluation.Plausibility;
import sentiment.evaluation.ReviewPredictor;
import sentiment.evaluation.Scaling;
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
import sentiment.model.WeightNames;
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
   * Calibrates and judges what was trained.
   *
   * @param weighted whether the classes counted the same though one was rarer; the network then
   *     takes the rarer one for more frequent than it is, which the calibration sets right
   * @param tests what else it is judged on
   * @throws DivergedException if the weights judge nothing once they are rounded
   */
  ModelBundle make(
      ClassifierTraining.Result trained,
      boolean weighted,
      EncodedSet validation,
      ReviewDataset data,
      TrainingAccount about,
      Tests tests) {
    Map<String, Tensor> weights = new HashMap<>(trained.weights());
    if (profile.halfPrecision()) {
      weights.replaceAll((name, tensor) -> tensor.inHalfPrecision());
    }
    AttentionModel raw =
        AttentionModel.of(profile.architecture(), text.truncation().length(), 1, weights);
    double[] logits =
        new ReviewPredictor(raw).logits(validation.reviews(), listener.task("calibrating"));
    if (!DoubleStream.of(logits).allMatch(Double::isFinite)) {
      throw new DivergedException(
          "the weights%s give log-odds that are no numbers: training diverged"
              .formatted(profile.halfPrecision() ? ", rounded to half precision," : ""));
    }
    Scaling scaling = scaling(logits, validation.positive(), weighted);
    weights.computeIfPresent(
        WeightNames.OUTPUT_BIAS,
        (name, bias) ->
            Tensor.of(
                new float[] {(float) (bias.values()[0] + scaling.bias() * scaling.temperature())},
                1));
    double[] calibrated = scaling.of(logits);
    ReferenceDistributions reference = reference(validation, calibrated);
    ModelManifest untested = manifest(scaling.temperature(), data, about.split(), Map.of());
    ModelBundle bare = ModelBundle.of(untested, vocabulary, weights, List.of(), reference, "");
    Calibration tested = null;
    ModelCard.Explained explained = null;
    Map<String, Double> metrics = Map.of();
    if (tests.reviews()) {
      List<JudgedReview> judged = Evaluator.judge(bare, data.test(), listener.task("testing"));
      metrics = Metrics.of(judged).asMap();
      tested = Calibration.of(judged, seed);
      explained =
          new ModelCard.Explained(
              Additivity.of(bare, data.test(), listener.task("summing")),
              Faithfulness.of(
                  bare,
                  Evenly.chosen(data.test(), Faithfulness.SAMPLE),
                  seed,
                  listener.task("explaining")),
              tests.rationales().isEmpty()
                  ? null
                  : Plausibility.of(bare, tests.rationales(), seed, listener.task("comparing")));
    }
    Calibration validated = Calibration.of(validation.judged(calibrated), seed);
    note("validation", validated.all());
    if (tested != null) {
      note("test", tested.all());
    }
    ModelManifest manifest = manifest(scaling.temperature(), data, about.split(), metrics);
    ModelCard card =
        new ModelCard(
            profile,
            manifest,
            about,
            Metrics.of(logits, validation.positive()),
            validated,
            tested,
            explained);
    return ModelBundle.of(
        manifest, vocabulary, weights, golden(bare), reference, card.markdown(), trained.history());
  }

  private Scaling scaling(double[] logits, List<Boolean> positive, boolean weighted) {
    if (!profile.course().calibrated()) {
      return Scaling.NONE;
    }
    return weighted ? Scaling.byPlatt(logits, positive) : Scaling.byTemperature(logits, positive);
  }

  private void note(String part, Estimates estimates) {
    listener.note(
        "%s: accuracy %.2f %%, AUROC %.4f, loss %.4f, Brier %.4f, ECE %.2f %%"
            .formatted(
                part,
                100 * estimates.accuracy().value(),
                estimates.figure("auroc").value(),
                estimates.figure("loss").value(),
                estimates.figure("brier").value(),
                100 * estimates.figure("ece").value()));
  }

  private ModelManifest manifest(
      double temperature, ReviewDataset data, String split, Map<String, Double> metrics) {
    String program =
        Objects.requireNonNullElse(
            getClass().getPackage().getImplementationVersion(), "unpackaged");
    Provenance provenance =
        new Provenance(
            data.name(),
            data.sha256(),
            profile.name(),
            seed,
            program,
            Runtime.version().toString(),
            split,
            metrics);
    String created = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new ModelManifest(
        ModelManifest.FORMAT_VERSION,
        "attention-" + profile.name(),
        created.replaceAll("[-:]", ""),
        created,
        text,
        profile.architecture(),
        temperature,
        provenance,
        Map.of());
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
