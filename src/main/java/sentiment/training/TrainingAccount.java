package sentiment.training;

import java.util.ArrayList;
import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;
import sentiment.model.ModelManifest.TextSettings;

/**
 * What people should know of a training, besides its figures.
 *
 * @param split tells which labelled reviews were held back
 * @param data what was learned from, one sentence a line
 * @param stages what was done, in order
 */
record TrainingAccount(String split, List<String> data, List<String> stages) {

  TrainingAccount {
    data = List.copyOf(data);
    stages = List.copyOf(stages);
  }

  /** The same with one more thing done. */
  TrainingAccount and(String stage) {
    List<String> more = new ArrayList<>(stages);
    more.add(stage);
    return new TrainingAccount(split, data, more);
  }

  static TrainingAccount of(
      TrainingProfile profile,
      TrainingProfile used,
      SentimentTrainer.Sources sources,
      ReviewDataset data,
      Split split,
      PretrainingTexts texts,
      TextSettings text) {
    return new TrainingAccount(
        used.course().heldBack(split),
        dataLines(used, data, split, texts, text),
        stageLines(profile, used, sources, texts));
  }

  private static List<String> dataLines(
      TrainingProfile used,
      ReviewDataset data,
      Split split,
      PretrainingTexts texts,
      TextSettings text) {
    List<String> lines = new ArrayList<>();
    lines.add("%s (sha256 %s)".formatted(data.name(), data.sha256()));
    lines.add(
        "%,d reviews to learn from, %,d to validate (%s), %,d to test; %,d words"
            .formatted(
                split.train().size(),
                split.validation().size(),
                used.course().splitRule(),
                data.test().size(),
                text.vocabularySize()));
    if (Fitting.few(data.train().size()) && !used.course().adaptive()) {
      lines.add("these are few reviews, but the profile is not fitted to them (adaptive=false)");
    }
    if (!texts.unlabelled().isEmpty()) {
      lines.add("%,d unlabelled reviews".formatted(texts.unlabelled().size()));
    }
    long positive = split.train().stream().filter(LabelledReview::positive).count();
    lines.add(
        "%.1f %% of the reviews to learn from are positive%s"
            .formatted(
                100.0 * positive / split.train().size(),
                used.course().balanced() ? "; both classes count the same" : ""));
    return lines;
  }

  private static List<String> stageLines(
      TrainingProfile profile,
      TrainingProfile used,
      SentimentTrainer.Sources sources,
      PretrainingTexts texts) {
    List<String> lines = new ArrayList<>();
    if (!used.equals(profile)) {
      lines.add(
          "Fitted to the data: batches of %d, at most %d epochs, words seen %d times or more%s"
              .formatted(
                  used.optimization().batchSize(),
                  used.course().epochs(),
                  used.minCount(),
                  used.distillation().equals(profile.distillation())
                      ? ""
                      : ", no teachers but those named"));
    }
    if (sources.start() != null) {
      lines.add("Began with the weights of " + NetworkTeacher.nameOf(sources.start()));
    }
    if (used.vectors().epochs() > 0) {
      lines.add(
          "Word vectors (skip-gram), %d passes over %,d reviews without their labels"
              .formatted(used.vectors().epochs(), texts.all().size()));
    }
    if (used.languageModel().epochs() > 0) {
      lines.add(
          "Bi-directional language model of the embedding and the first LSTMs, %s passes"
              .formatted(used.languageModel().epochs()));
    }
    lines.addAll(teachingLines(used.distillation(), sources, !texts.unlabelled().isEmpty()));
    return lines;
  }

  private static List<String> teachingLines(
      Distillation teaching, SentimentTrainer.Sources sources, boolean unlabelled) {
    List<String> all = new ArrayList<>();
    if (teaching.nbsvm()) {
      all.add("the baseline (NB-SVM)");
    }
    sources.teachers().forEach(teacher -> all.add(teacher.name()));
    List<String> ofLabelled = new ArrayList<>(all);
    boolean more = unlabelled && teaching.unlabelledShare() > 0;
    if (teaching.own()) {
      String own = "a classifier that learned so from the labels alone";
      all.add(own);
      if (!more) {
        ofLabelled.add(own);
      }
    }
    List<String> lines = new ArrayList<>();
    if (!ofLabelled.isEmpty()) {
      lines.add(
          "Targets: %.0f %% labels and %.0f %% the mean judgement of %s"
              .formatted(
                  100 * (1 - teaching.teacherWeight()),
                  100 * teaching.teacherWeight(),
                  String.join(", ", ofLabelled)));
    }
    if (more && !all.isEmpty()) {
      lines.add(
          "For each labelled review %s unlabelled ones, their targets the mean judgement of %s"
              .formatted(teaching.unlabelledShare(), String.join(", ", all)));
    }
    if (teaching.contributionWeight() > 0) {
      lines.add(
          "That classifier judged just what a step read of %s, all of it or a stretch; each word's contribution was drawn to its integrated gradient there, weight %s"
              .formatted(more ? "unlabelled reviews" : "a review", teaching.contributionWeight()));
    }
    return lines;
  }

  /** What the last stage came to. */
  static String outcome(TrainingProfile used, ClassifierTraining.Result result) {
    return "Classifier: %d epochs of at most %d; kept the weights%s of epoch %d"
        .formatted(
            result.end().epoch() - 1,
            used.course().epochs(),
            used.optimization().averageDecay() > 0 ? " (moving average)" : "",
            result.keptEpoch());
  }
}
