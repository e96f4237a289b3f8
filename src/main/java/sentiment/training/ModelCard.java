package sentiment.training;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.TreeMap;
import sentiment.evaluation.Metrics;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest.Provenance;
import sentiment.model.ModelManifest.TextSettings;

/** The model card (Mitchell et al. 2019) of a trained model, Markdown. */
final class ModelCard {

  private ModelCard() {}

  static String write(
      TrainingProfile profile,
      TextSettings text,
      Provenance provenance,
      double temperature,
      Metrics validation,
      Instant created) {
    Architecture shape = profile.architecture();
    StringBuilder card = new StringBuilder();
    card.append("# Model card: attention-").append(profile.name()).append("\n\n");
    card.append(
        "Judges whether an English review is positive, and shows the words it attended to.\n\n");
    card.append("- Network: embedding of ")
        .append(text.vocabularySize())
        .append(" words x ")
        .append(shape.embeddingSize())
        .append(", bi-directional LSTMs of ")
        .append(shape.hiddenSizes())
        .append(" units a direction (")
        .append(shape.gates().name().toLowerCase(Locale.ROOT))
        .append(" gates, ")
        .append(shape.masked() ? "masked" : "padding included")
        .append("), additive attention of ")
        .append(shape.attentionUnits())
        .append(" units, one sigmoid output\n");
    card.append("- Reads: the first ")
        .append(text.truncation().head())
        .append(" and the last ")
        .append(text.truncation().tail())
        .append(" words; tokenizer `")
        .append(text.tokenizer())
        .append("`\n");
    card.append("- Trained: ")
        .append(created.truncatedTo(ChronoUnit.SECONDS))
        .append(" on ")
        .append(provenance.data())
        .append(" (sha256 ")
        .append(provenance.dataSha256())
        .append("), profile `")
        .append(provenance.profile())
        .append("`, seed ")
        .append(provenance.seed())
        .append("\n");
    card.append("- Temperature: ")
        .append("%.4f".formatted(temperature))
        .append(
            profile.course().calibrated() ? ", fitted on the validation reviews" : ", not fitted")
        .append("\n\n## Figures\n\n| | validation | test |\n| --- | --- | --- |\n");
    new TreeMap<>(validation.asMap())
        .forEach(
            (name, value) -> {
              Double test = provenance.metrics().get(name);
              card.append("| ")
                  .append(name)
                  .append(" | ")
                  .append(number(value))
                  .append(" | ")
                  .append(test == null ? "-" : number(test))
                  .append(" |\n");
            });
    card.append("\nEvery choice was made on the validation reviews, a part of the training set")
        .append(profile.course().groupedSplit() ? " that shares no film with the rest" : "")
        .append("; the test reviews ")
        .append(provenance.metrics().isEmpty() ? "were not read" : "were read once, by this model")
        .append(".\n\n## Limits\n\n")
        .append(
            "It learned from the data named above: other kinds of reviews, other languages, irony")
        .append(" and very short texts are judged less well. It is made for statistics and triage,")
        .append(" not for decisions about people.\n");
    return card.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : "%.4f".formatted(value);
  }
}
