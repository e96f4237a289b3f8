package sentiment.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.LabelledReview;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Estimates;
import sentiment.evaluation.JudgedReview;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest;
import sentiment.model.TrainingHistory;

/**
 * What an evaluation found, as one page.
 *
 * @param name of the model
 * @param facts of model and data, by their names, in order
 * @param reviews that were judged
 * @param judged what the model said of each, in the same order
 * @param calibration of them
 * @param bundle explains mistakes; null for a model that cannot
 */
public record EvaluationReport(
    String name,
    Map<String, String> facts,
    List<LabelledReview> reviews,
    List<JudgedReview> judged,
    Calibration calibration,
    @Nullable ModelBundle bundle) {

  /** The page's name in its folder. */
  public static final String FILE = "report.html";

  public EvaluationReport {
    facts = new LinkedHashMap<>(facts);
    reviews = List.copyOf(reviews);
    judged = List.copyOf(judged);
  }

  /** What a bundle says of itself, for {@link #facts}. */
  public static Map<String, String> factsOf(ModelBundle bundle) {
    ModelManifest manifest = bundle.manifest();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", "%s %s".formatted(bundle.id().name(), bundle.id().version()));
    facts.put("Checksum", bundle.id().sha256());
    facts.put(
        "Trained",
        "%s on %s, profile %s, seed %d, program %s"
            .formatted(
                manifest.created(),
                manifest.training().data(),
                manifest.training().profile(),
                manifest.training().seed(),
                manifest.training().programVersion()));
    facts.put(
        "Reads",
        "%s; %,d words known"
            .formatted(manifest.text().truncation().inWords(), manifest.text().vocabularySize()));
    facts.put("Temperature", "%.4f".formatted(manifest.temperature()));
    return facts;
  }

  /**
   * Writes the page.
   *
   * @param folder made if it is not there
   * @return the page's file
   */
  public Path write(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Html.write(file, page());
    return file;
  }

  String page() {
    TrainingHistory history = bundle == null ? TrainingHistory.EMPTY : bundle.history();
    String body =
        """
        <header><h1>How good is %s?</h1><dl class="about">%s</dl></header>
        <section><h2>Figures</h2>%s
        <p class="legend">Below each figure: its 95 %% interval from %,d bootstrap samples of the reviews, all reviews of one
        thing together.</p>
        </section>
        <section><h2>Judgement</h2><div class="figures">%s</div></section>
        <section><h2>Where it does well and less well</h2><div class="figures">%s</div></section>
        <section><h2>Learning curves</h2>%s</section>
        <section><h2>Surest mistakes</h2>%s%s</section>
        """
            .formatted(
                Html.escaped(name),
                facts.entrySet().stream()
                    .map(
                        fact ->
                            "<div><dt>%s</dt><dd>%s</dd></div>"
                                .formatted(
                                    Html.escaped(fact.getKey()), Html.escaped(fact.getValue())))
                    .collect(Collectors.joining()),
                Figures.cards(calibration.all()),
                Estimates.RESAMPLES,
                judgement(),
                Charts.parts(
                        "length",
                        "Accuracy by length",
                        "Words in the review",
                        "Reviews by their number of words.",
                        calibration.byLength())
                    + Charts.parts(
                        "unknown",
                        "Accuracy by unknown words",
                        "Words that the model does not know (% of the words read)",
                        "Reviews by the share of their words outside the vocabulary.",
                        calibration.byUnknown()),
                Curves.of(history),
                bundle == null ? "" : Shading.LEGEND,
                Mistakes.of(reviews, judged, bundle));
    return Html.page("Evaluation of " + name, 0, body);
  }

  private String judgement() {
    boolean bothClasses = judged.stream().map(JudgedReview::positive).distinct().count() == 2;
    return (bothClasses ? Charts.roc(judged) : "")
        + Charts.reliability(judged)
        + Charts.scores(judged)
        + Figures.confusion(judged);
  }
}
