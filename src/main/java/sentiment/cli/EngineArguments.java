package sentiment.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sentiment.bench.EngineBenchOptions;
import sentiment.bench.EngineKind;
import sentiment.bench.ModelShape;
import sentiment.model.ModelBundle;

/** What to measure of the engine alone. */
final class EngineArguments {

  private static final String THREADS = "1,all";
  private static final String BATCHES = "1,8,32,64,200";
  private static final String ENGINES = "kernel";
  private static final int CALLS = 3000;
  private static final int DEFAULT_ROUNDS = 5;
  private static final double DEFAULT_SECONDS = 1;

  @Option(
      names = "--shape",
      paramLabel = "tutorial|V,E,H[,H],U",
      description =
          "Random weights instead of a bundle: the tutorial's sizes, or sizes of vocabulary,"
              + " embedding, LSTM layers and attention.")
  private @Nullable String shape;

  @Option(
      names = "--threads",
      paramLabel = "N|all,...",
      description = "Threads side by side: " + THREADS + ".")
  private String threads = THREADS;

  @Option(
      names = "--batch",
      paramLabel = "N,...",
      description = "Reviews scored together: " + BATCHES + ".")
  private String batches = BATCHES;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "Words read of a review at most; default: as many as the model reads.")
  private @Nullable Integer length;

  @Option(
      names = "--engine",
      paramLabel = "kernel|dl4j,...",
      description = "Engines side by side: " + ENGINES + ".")
  private String engines = ENGINES;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Reviews scored one by one for the latency, 0 to leave it out: " + CALLS + ".")
  private int calls = CALLS;

  @Option(
      names = "--train",
      description = "Time steps of training too, with the kernel's layers and with DL4J's own.")
  private boolean train;

  @Option(
      names = "--against",
      paramLabel = "BUNDLE|tutorial",
      description =
          "Another model, whose throughput is measured in the same rounds, or the tutorial's as it"
              + " stands with random weights: it reads 200 words, padding too.")
  private @Nullable String rival;

  /**
   * Loads or makes up the model to compare with; null if there is none.
   *
   * @param options whose reviews have its words
   */
  @Nullable Supplier<ModelBundle> rival(EngineBenchOptions options) {
    String name = rival;
    if (name == null) {
      return null;
    }
    return name.equals("tutorial")
        ? () -> ModelShape.KERAS.bundle(options.withoutLength())
        : () -> ModelBundle.read(Path.of(name));
  }

  /** The sizes of a model to make up; null for a bundle. */
  @Nullable ModelShape shape() {
    if (shape == null) {
      return null;
    }
    try {
      return ModelShape.parse(shape);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--shape " + shape + ": expected " + ModelShape.FORM);
    }
  }

  EngineBenchOptions options(
      List<String> texts,
      int reviews,
      @Nullable Integer rounds,
      @Nullable Integer seconds,
      long seed) {
    if (length != null && length < 1) {
      throw new UsageException("--length " + length + ": expected 1 or more");
    }
    if (calls < 0) {
      throw new UsageException("--calls " + calls + ": expected 0 or more");
    }
    return new EngineBenchOptions(
        texts,
        reviews,
        length,
        engines(engines),
        counts("--threads", threads, Runtime.getRuntime().availableProcessors()),
        counts("--batch", batches, 0),
        rounds == null ? DEFAULT_ROUNDS : rounds,
        seconds == null ? DEFAULT_SECONDS : seconds,
        calls,
        train,
        seed);
  }

  private static Set<EngineKind> engines(String list) {
    Set<EngineKind> engines = EnumSet.noneOf(EngineKind.class);
    for (String name : list.split(",", -1)) {
      try {
        engines.add(EngineKind.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--engine " + list + ": expected kernel, dl4j or both");
      }
    }
    return engines;
  }

  /**
   * The different numbers of a list.
   *
   * @param all what the word {@code all} stands for, 0 if it is not known
   */
  static List<Integer> counts(String option, String list, int all) {
    Set<Integer> counts = new LinkedHashSet<>();
    for (String item : list.split(",", -1)) {
      String count = item.strip();
      int value = all > 0 && count.equals("all") ? all : count(count);
      if (value < 1) {
        throw new UsageException(
            "%s %s: expected whole numbers of 1 or more%s, with commas"
                .formatted(option, list, all > 0 ? " or all" : ""));
      }
      counts.add(value);
    }
    return List.copyOf(counts);
  }

  private static int count(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
