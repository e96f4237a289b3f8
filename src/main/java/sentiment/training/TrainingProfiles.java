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
import java.util.TreeSet;
import java.util.function.Function;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.text.Tokenizer;
import sentiment.text.Truncation;

/** Finds built-in profiles and reads profile files. */
public final class TrainingProfiles {

  private static final Map<String, TrainingProfile> BUILT_IN =
      Map.of("tutorial", TrainingProfile.TUTORIAL, "best", TrainingProfile.BEST);

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
      TextSettings text = base.text();
      Architecture shape = base.architecture();
      TrainingProfile profile =
          new TrainingProfile(
              name,
              new TextSettings(
                  take("tokenizer", text.tokenizer(), v -> Tokenizer.byId(v).id(), "a tokenizer"),
                  whole("vocabulary_size", text.vocabularySize()),
                  text.unlisted(),
                  new Truncation(
                      whole("head", text.truncation().head()),
                      whole("tail", text.truncation().tail()))),
              whole("min_count", base.minCount()),
              new Architecture(
                  whole("embedding_size", shape.embeddingSize()),
                  take(
                      "hidden_sizes",
                      shape.hiddenSizes(),
                      v -> list(v, Integer::valueOf),
                      "whole numbers with commas, one for each LSTM layer"),
                  whole("attention_units", shape.attentionUnits()),
                  take(
                      "gates",
                      shape.gates(),
                      v -> GateActivation.valueOf(v.toUpperCase(Locale.ROOT)),
                      "sigmoid or relu"),
                  flag("masked", shape.masked())),
              take(
                  "input_dropout",
                  base.inputDropout(),
                  v -> list(v, Double::valueOf),
                  "rates with commas, one for each LSTM layer"),
              number("output_dropout", base.outputDropout()),
              whole("batch_size", base.batchSize()),
              number("learning_rate", base.learningRate()),
              number("clip_norm", base.clipNorm()),
              whole("epochs", base.epochs()),
              whole("patience", base.patience()),
              flag("keep_best", base.keepBest()),
              number("validation_share", base.validationShare()),
              flag("grouped_split", base.groupedSplit()),
              flag("calibrated", base.calibrated()));
      for (Map.Entry<String, String> unknown : left.entrySet()) {
        throw new InvalidProfileException(
            unknown.getKey(), unknown.getValue(), "a known key; there is none of that name");
      }
      return profile;
    }

    private int whole(String key, int otherwise) {
      return take(key, otherwise, Integer::valueOf, "a whole number");
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
