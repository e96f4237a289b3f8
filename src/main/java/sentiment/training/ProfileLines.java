package sentiment.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sentiment.text.SequenceEncoder;

/** A profile as the lines of a file that {@link TrainingProfiles} reads. */
final class ProfileLines {

  private ProfileLines() {}

  /** Every key with its value, the base first. */
  static Map<String, String> of(TrainingProfile profile) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "base",
        profile.text().unlisted() == SequenceEncoder.Unlisted.UNKNOWN
            ? TrainingProfile.BEST.name()
            : TrainingProfile.TUTORIAL.name());
    all.put("tokenizer", profile.text().tokenizer());
    all.put("vocabulary_size", profile.text().vocabularySize());
    all.put("min_count", profile.minCount());
    all.put("head", profile.text().truncation().head());
    all.put("tail", profile.text().truncation().tail());
    all.put("embedding_size", profile.architecture().embeddingSize());
    all.put("hidden_sizes", listed(profile.architecture().hiddenSizes()));
    all.put("attention_units", profile.architecture().attentionUnits());
    all.put("gates", profile.architecture().gates().name().toLowerCase(Locale.ROOT));
    all.put("masked", profile.architecture().masked());
    all.put("vectors_epochs", profile.vectors().epochs());
    all.put("vectors_window", profile.vectors().window());
    all.put("vectors_negatives", profile.vectors().negatives());
    all.put("vectors_rate", profile.vectors().rate());
    all.put("vectors_subsample", profile.vectors().subsample());
    all.put("lm_epochs", profile.languageModel().epochs());
    all.put("lm_candidates", profile.languageModel().candidates());
    all.put("lm_length", profile.languageModel().length());
    all.put("lm_batch_size", profile.languageModel().batchSize());
    all.put("lm_rate", profile.languageModel().rate());
    all.put("epochs", profile.course().epochs());
    all.put("patience", profile.course().patience());
    all.put("keep_best", profile.course().keepBest());
    all.put("balanced", profile.course().balanced());
    all.put("validation_share", profile.course().validationShare());
    all.put("grouped_split", profile.course().groupedSplit());
    all.put("calibrated", profile.course().calibrated());
    all.put("adaptive", profile.course().adaptive());
    all.put("batch_size", profile.optimization().batchSize());
    all.put("learning_rate", profile.optimization().learningRate());
    all.put("warmup_share", profile.optimization().warmupShare());
    all.put("final_rate_share", profile.optimization().finalRateShare());
    all.put("layer_rate_decay", profile.optimization().layerRateDecay());
    all.put("weight_decay", profile.optimization().weightDecay());
    all.put("clip_norm", profile.optimization().clipNorm());
    all.put("average_decay", profile.optimization().averageDecay());
    all.put("input_dropout", listed(profile.noise().inputDropout()));
    all.put("output_dropout", profile.noise().outputDropout());
    all.put("word_dropout", profile.noise().wordDropout());
    all.put("crop_rate", profile.noise().cropRate());
    all.put("crop_min_tokens", profile.noise().cropMinTokens());
    all.put("label_smoothing", profile.noise().labelSmoothing());
    all.put("adversarial_epochs", profile.noise().adversarialEpochs());
    all.put("adversarial_size", profile.noise().adversarialSize());
    all.put("teacher_nbsvm", profile.distillation().nbsvm());
    all.put("teacher_own", profile.distillation().own());
    all.put("teacher_weight", profile.distillation().teacherWeight());
    all.put("contribution_weight", profile.distillation().contributionWeight());
    all.put("unlabelled_share", profile.distillation().unlabelledShare());
    all.put("half_precision", profile.halfPrecision());
    Map<String, String> lines = new LinkedHashMap<>();
    all.forEach((key, value) -> lines.put(key, value.toString()));
    return lines;
  }

  private static String listed(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
