package sentiment.training;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.pretraining.LanguageModelSettings;
import sentiment.pretraining.SkipGramSettings;
import sentiment.text.Tokenizer;
import sentiment.text.Truncation;

/** Finds built-in profiles and reads profile files. */
public final class TrainingProfiles {

  private static final Map<String, TrainingProfile> BUILT_IN =
      Map.of("tutorial", TrainingProfile.TUTORIAL, "best", TrainingProfile.BEST);

  /** Who sets one of these does not want it to follow from the number of reviews... */
  private static final Set<String> FIXING =
      Set.of(
          "epochs",
          "patience",
          "batch_size",
          "min_count",
          "lm_batch_size",
          "validation_share",
          "vectors_epochs",
          "lm_epochs",
          "teacher_nbsvm",
          "teacher_own",
          "contribution_weight");

  /** ... unless it is switched off, which few reviews do not change. */
  private static final Set<String> OFF = Set.of("0", "0.0", "false");

  private TrainingProfiles() {}

  /**
   * A built-in profile, or one from a file of {@code key=value} lines that change a built-in one,
   * which the key {@code base} names.
   *
   * @throws InvalidProfileException if there is no such profile or the file has a mistake
   */
  public static TrainingProfile byNameOrFile(String nameOrFile) throws IOException {
    TrainingProfile builtIn = BUILT_IN.get(nameOrFile);
    if (builtIn != null) {
      return builtIn;
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new InvalidProfileException(
          "profile '" + nameOrFile + "': expected tutorial, best or a file");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    return new Keys(properties).profile(name);
  }

  /** The keys of a file, each taken once, so that what is left over is unknown. */
  private static final class Keys {

    private final Map<String, String> left = new LinkedHashMap<>();

    Keys(Properties properties) {
      for (String key : new TreeSet<>(properties.stringPropertyNames())) {
        left.put(key, properties.getProperty(key).strip());
      }
    }

    TrainingProfile profile(String name) {
      TrainingProfile base = take("base", TrainingProfile.BEST, BUILT_IN::get, "tutorial or best");
      boolean fixed =
          left.entrySet().stream()
              .anyMatch(set -> FIXING.contains(set.getKey()) && !OFF.contains(set.getValue()));
      TrainingProfile profile =
          new TrainingProfile(
              name,
              text(base.text()),
              whole("min_count", base.minCount()),
              architecture(base.architecture()),
              vectors(base.vectors()),
              languageModel(base.languageModel()),
              course(base.course(), fixed),
              optimization(base.optimization()),
              noise(base.noise()),
              distillation(base.distillation()),
              flag("half_precision", base.halfPrecision()));
      for (Map.Entry<String, String> unknown : left.entrySet()) {
        throw new InvalidProfileException(
            unknown.getKey(), unknown.getValue(), "a known key; there is none of that name");
      }
      return profile;
    }

    private TextSettings text(TextSettings base) {
      return new TextSettings(
          take("tokenizer", base.tokenizer(), v -> Tokenizer.byId(v).id(), "a tokenizer"),
          atLeast(4, "vocabulary_size", base.vocabularySize()),
          base.unlisted(),
          new Truncation(
              atLeast(1, "head", base.truncation().head()),
              atLeast(0, "tail", base.truncation().tail())));
    }

    private Architecture architecture(Architecture base) {
      return new Architecture(
          atLeast(1, "embedding_size", base.embeddingSize()),
          take(
              "hidden_sizes",
              base.hiddenSizes(),
              v -> list(v, size -> checked(1, size)),
              "whole numbers of 1 or more with commas, one for each LSTM layer"),
          atLeast(1, "attention_units", base.attentionUnits()),
          take(
              "gates",
              base.gates(),
              v -> GateActivation.valueOf(v.toUpperCase(Locale.ROOT)),
              "sigmoid or relu"),
          flag("masked", base.masked()));
    }

    private SkipGramSettings vectors(SkipGramSettings base) {
      return new SkipGramSettings(
          whole("vectors_epochs", base.epochs()),
          whole("vectors_window", base.window()),
          whole("vectors_negatives", base.negatives()),
          number("vectors_rate", base.rate()),
          number("vectors_subsample", base.subsample()));
    }

    private LanguageModelSettings languageModel(LanguageModelSettings base) {
      return new LanguageModelSettings(
          number("lm_epochs", base.epochs()),
          whole("lm_candidates", base.candidates()),
          whole("lm_length", base.length()),
          whole("lm_batch_size", base.batchSize()),
          number("lm_rate", base.rate()));
    }

    private Course course(Course base, boolean fixed) {
      return new Course(
          whole("epochs", base.epochs()),
          whole("patience", base.patience()),
          flag("keep_best", base.keepBest()),
          flag("balanced", base.balanced()),
          number("validation_share", base.validationShare()),
          flag("grouped_split", base.groupedSplit()),
          flag("calibrated", base.calibrated()),
          flag("adaptive", base.adaptive() && !fixed));
    }

    private Optimization optimization(Optimization base) {
      return new Optimization(
          whole("batch_size", base.batchSize()),
          number("learning_rate", base.learningRate()),
          number("warmup_share", base.warmupShare()),
          number("final_rate_share", base.finalRateShare()),
          number("layer_rate_decay", base.layerRateDecay()),
          number("weight_decay", base.weightDecay()),
          number("clip_norm", base.clipNorm()),
          number("average_decay", base.averageDecay()));
    }

    private Noise noise(Noise base) {
      return new Noise(
          take(
              "input_dropout",
              base.inputDropout(),
              v -> list(v, Double::valueOf),
              "rates with commas, one for each LSTM layer"),
          number("output_dropout", base.outputDropout()),
          number("word_dropout", base.wordDropout()),
          number("crop_rate", base.cropRate()),
          whole("crop_min_tokens", base.cropMinTokens()),
          number("label_smoothing", base.labelSmoothing()),
          whole("adversarial_epochs", base.adversarialEpochs()),
          number("adversarial_size", base.adversarialSize()));
    }

    private Distillation distillation(Distillation base) {
      boolean own = flag("teacher_own", base.own());
      return new Distillation(
          flag("teacher_nbsvm", base.nbsvm()),
          own,
          number("teacher_weight", base.teacherWeight()),
          number("contribution_weight", own ? base.contributionWeight() : 0),
          number("unlabelled_share", base.unlabelledShare()));
    }

    private int whole(String key, int otherwise) {
      return take(key, otherwise, Integer::valueOf, "a whole number");
    }

    private int atLeast(int least, String key, int otherwise) {
      return take(key, otherwise, v -> checked(least, v), "a whole number, " + least + " or more");
    }

    private static int checked(int least, String value) {
      int number = Integer.parseInt(value);
      if (number < least) {
        throw new IllegalArgumentException(value);
      }
      return number;
    }

    private double number(String key, double otherwise) {
      return take(key, otherwise, Double::valueOf, "a number");
    }

    private boolean flag(String key, boolean otherwise) {
      return take(
          key, otherwise, v -> Map.of("true", true, "false", false).get(v), "true or false");
    }

    private <T> T take(String key, T otherwise, Function<String, ? extends T> parse, String form) {
      String value = left.remove(key);
      if (value == null) {
        return otherwise;
      }
      T parsed;
      try {
        parsed = parse.apply(value);
      } catch (IllegalArgumentException e) {
        parsed = null;
      }
      if (parsed == null) {
        throw new InvalidProfileException(key, value, form);
      }
      return parsed;
    }

    private static <T> List<T> list(String values, Function<String, T> parse) {
      return Arrays.stream(values.split(",", -1)).map(String::strip).map(parse).toList();
    }
  }
}
