package sentiment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sentiment.evaluation.Additivity;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Estimates;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.evaluation.Faithfulness;
import sentiment.evaluation.Metrics;
import sentiment.evaluation.Plausibility;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest;
import sentiment.model.ModelManifest.TextSettings;

/**
 * The model card (Mitchell et al. 2019) of a trained model.
 *
 * @param profile that it was trained by
 * @param manifest of its bundle
 * @param about the training
 * @param uncalibrated how good it was on the validation reviews before its calibration
 * @param validation how good it is on them
 * @param test how good it is on the test reviews; null if they were not read
 * @param explained how true its explanations of these are; null as well
 */
record ModelCard(
    TrainingProfile profile,
    ModelManifest manifest,
    TrainingAccount about,
    Metrics uncalibrated,
    Calibration validation,
    @Nullable Calibration test,
    @Nullable Explained explained) {

  /**
   * What was found of explanations.
   *
   * @param sums of all test reviews
   * @param faithfulness on a sample of them
   * @param plausibility on reviews with people's reasons, null without such
   */
  record Explained(
      Additivity sums, Faithfulness faithfulness, @Nullable Plausibility plausibility) {}

  /** The card as Markdown. */
  String markdown() {
    Architecture shape = manifest.architecture();
    TextSettings text = manifest.text();
    return """
        # Model card: %s

        Judges whether an English review is positive, and shows the words it attended to. Made for \
        statistics and triage of reviews, not for decisions about people.

        ## Network

        - Embedding of %,d words x %d, bi-directional LSTMs of %s units a direction (%s gates, %s), \
        additive attention of %d units, one sigmoid output
        - Reads %s; tokenizer `%s`

        ## Data

        %s
        ## Training

        - %s, profile `%s`, seed %d, program %s, Java %s
        %s
        ## Figures

        Each with its 95 %% bootstrap interval.

        %s
        The validation reviews are a part of the training set%s; %s. The test reviews %s.

        Calibration: temperature %.4f, %s.%s

        %s%s## Limits

        - It learned from %s: reviews of other things, other languages, irony, mixed feelings and \
        short negated texts are judged less well.
        - A contribution says at which word the network took its decision, not which word caused it: \
        of a few words, "not" may have none and "good" a small one.
        - It reads no more than %s.
        - It knows %,d words; others are all the same to it.

        ## Settings

        A file of these lines is a profile for `sentiment train --profile FILE`; with `--start-from` it \
        takes a part of the learning rate.

        %s"""
        .formatted(
            manifest.name(),
            text.vocabularySize(),
            shape.embeddingSize(),
            shape.hiddenSizes(),
            shape.gates().name().toLowerCase(Locale.ROOT),
            shape.masked() ? "masked" : "padding included",
            shape.attentionUnits(),
            text.truncation().inWords(),
            text.tokenizer(),
            items(about.data()),
            manifest.created(),
            manifest.training().profile(),
            manifest.training().seed(),
            manifest.training().programVersion(),
            manifest.training().jvm(),
            items(about.stages()),
            figures(),
            profile.course().groupedSplit() ? " that shares no group or text with the rest" : "",
            chosen(),
            test == null ? "were not read" : "were read once, by the model as it is here",
            manifest.temperature(),
            profile.course().calibrated() ? "fitted on the validation reviews" : "not fitted",
            profile.course().calibrated()
                ? " Before it, their loss was %.4f and their ECE %.4f."
                    .formatted(uncalibrated.loss(), uncalibrated.ece())
                : "",
            byLength(),
            explanations(),
            manifest.training().data(),
            text.truncation().inWords(),
            text.vocabularySize(),
            settings());
  }

  /** What the validation reviews were there for. */
  private String chosen() {
    List<String> choices = new ArrayList<>();
    if (profile.course().patience() < profile.course().epochs()) {
      choices.add("when training ended");
    }
    if (profile.course().keepBest()) {
      choices.add("the epoch that is kept");
    }
    if (profile.course().calibrated()) {
      choices.add("the calibration");
    }
    if (profile.distillation().own()) {
      choices.add("the first classifier's epoch and calibration");
    }
    return choices.isEmpty()
        ? "nothing was chosen on them"
        : "chosen on them in this training: " + String.join(", ", choices);
  }

  private static String items(List<String> lines) {
    StringBuilder items = new StringBuilder();
    lines.forEach(line -> items.append("- ").append(line).append('\n'));
    return items.toString();
  }

  private String figures() {
    StringBuilder table = new StringBuilder("| | validation | test |\n| --- | --- | --- |\n");
    row(table, "reviews", "%,d".formatted(validation.all().reviews()), tested());
    validation
        .all()
        .figures()
        .forEach(
            (name, figure) -> {
              Estimate own = test == null ? null : test.all().figures().get(name);
              row(table, name, interval(figure), own == null ? "-" : interval(own));
            });
    return table.toString();
  }

  private String tested() {
    return test == null ? "-" : "%,d".formatted(test.all().reviews());
  }

  private String byLength() {
    Calibration shown = test == null ? validation : test;
    StringBuilder table =
        new StringBuilder(
            "By length, %s reviews:\n\n".formatted(test == null ? "validation" : "test"));
    table.append("| words | reviews | accuracy | loss | Brier score | ECE |\n");
    table.append("| --- | --- | --- | --- | --- | --- |\n");
    for (Map.Entry<String, Estimates> part : shown.byLength().entrySet()) {
      Estimates own = part.getValue();
      row(
          table,
          part.getKey(),
          "%,d".formatted(own.reviews()),
          interval(own.accuracy()),
          interval(own.figure("loss")),
          interval(own.figure("brier")),
          interval(own.figure("ece")));
    }
    return table.append('\n').toString();
  }

  private String explanations() {
    if (explained == null) {
      return "";
    }
    Faithfulness found = explained.faithfulness();
    StringBuilder table =
        new StringBuilder(
            """
            ## Explanations

            How the judgement of %,d test reviews changes when words are taken away in the order of \
            each method: comprehensiveness when the first ones go, sufficiency when only they stay \
            (AOPC over 1, 5, 10, 20 and 50 %% of the words), and the median share that goes until the \
            label flips.

            | | comprehensiveness | sufficiency | flip |
            | --- | --- | --- | --- |
            """
                .formatted(found.reviews()));
    methods(table, found.methods(), "comprehensiveness", "sufficiency", "flip");
    table.append(
        """

        Bias and contributions sum up to the logit within %.1e on %,d reviews; integrated \
        gradients' completeness gap is %.4f. Contributions agree in rank (Kendall's tau) with %s. \
        What the network does with the words of these reviews (`accuracy` is with its attention, \
        `uniform` with the same for all words):

        | | |
        | --- | --- |
        """
            .formatted(
                explained.sums().largestError(),
                explained.sums().reviews(),
                found.completenessGap(),
                found.agreement().getOrDefault("contribution", Map.of()).entrySet().stream()
                    .map(tau -> "%s %.2f".formatted(tau.getKey().replace('_', ' '), tau.getValue()))
                    .collect(Collectors.joining(", "))));
    found
        .attention()
        .forEach((name, estimate) -> row(table, name.replace('_', ' '), interval(estimate)));
    table.append('\n');
    if (explained.plausibility() != null) {
      table.append(agreement(explained.plausibility()));
    }
    return table.toString();
  }

  private static String agreement(Plausibility found) {
    StringBuilder table =
        new StringBuilder(
            """
            Agreement with the reasons that people gave in %,d reviews, %.1f %% of the tokens (ERASER's \
            measures; `sentences` marks whole ones, by the mean contribution of their words):

            | | AUPRC | token F1 | IOU F1 |
            | --- | --- | --- | --- |
            """
                .formatted(found.reviews(), 100 * found.share()));
    methods(table, found.methods(), "auprc", "token_f1", "iou_f1");
    return table.append('\n').toString();
  }

  /** A row for each way to explain. */
  private static void methods(
      StringBuilder table, Map<String, Map<String, Estimate>> methods, String... names) {
    methods.forEach(
        (method, figures) -> {
          List<String> cells = new ArrayList<>(List.of(method.replace('_', ' ')));
          for (String name : names) {
            cells.add(interval(Objects.requireNonNull(figures.get(name))));
          }
          row(table, cells.toArray(String[]::new));
        });
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String interval(Estimate estimate) {
    return Double.isFinite(estimate.value())
        ? "%.4f (%.4f to %.4f)".formatted(estimate.value(), estimate.low(), estimate.high())
        : "-";
  }

  private String settings() {
    Map<String, String> lines = ProfileLines.of(profile);
    lines.put("adaptive", "false"); // they were fitted to the data already
    return lines.entrySet().stream()
        .map(line -> "    %s=%s%n".formatted(line.getKey(), line.getValue()))
        .collect(Collectors.joining());
  }
}
