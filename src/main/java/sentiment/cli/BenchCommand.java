package sentiment.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.bench.BenchOptions;
import sentiment.bench.BenchReport;
import sentiment.bench.EngineBenchOptions;
import sentiment.bench.EngineBenchmark;
import sentiment.bench.EngineReport;
import sentiment.bench.KafkaBenchmark;
import sentiment.bench.ModelShape;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.demo.DemoReview;
import sentiment.demo.SampleReviews;
import sentiment.model.ModelBundle;

@Command(
    name = "bench",
    description =
        "Measures the scoring engine, or with --kafka the whole path through a broker in this"
            + " process.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  @Mixin private ModelOptions model = new ModelOptions();

  /** Reviews of one's own; without --data none of these options is given. */
  @ArgGroup(exclusive = false)
  private @Nullable DataOptions data;

  @ArgGroup(exclusive = false)
  private @Nullable KafkaArguments kafka;

  @ArgGroup(exclusive = false)
  private @Nullable EngineArguments engine;

  @Option(
      names = "--reviews",
      paramLabel = "N",
      description =
          "Reviews in each run; without --kafka, those that are scored: ${DEFAULT-VALUE}.")
  private int reviews = 5000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of all variants: 5, with --kafka 3.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Of each variant in a round: 1; with --kafka, of each load: 10.")
  private @Nullable Integer seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of order, times and weights: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requirePositive("--reviews", reviews);
    requirePositive("--rounds", rounds == null ? 1 : rounds);
    requirePositive("--seconds", seconds == null ? 1 : seconds);
    if (kafka == null || !kafka.isWanted()) {
      measureEngine(engine == null ? new EngineArguments() : engine);
    } else if (engine == null) {
      measureKafka(kafka);
    } else {
      throw new UsageException(
          "--kafka: expected without --shape, --engine, --against, --threads, --batch, --length, --calls"
              + " and --train, which are of the engine alone");
    }
    return 0;
  }

  private void measureKafka(KafkaArguments arguments) throws IOException, InterruptedException {
    BenchOptions options = arguments.options(texts(), reviews, rounds, seconds, seed);
    ProgressBar progress = Terminal.progressBar();
    progress.begin("bench");
    int steps = KafkaBenchmark.steps(options);
    BenchReport report =
        new KafkaBenchmark(options, model.read(), done -> progress.update(done, steps, "runs", ""))
            .run();
    progress.end();
    print(json ? report.json() : report.text());
  }

  private void measureEngine(EngineArguments arguments) throws IOException, InterruptedException {
    ModelShape shape = arguments.shape();
    if (shape != null && model.isGiven()) {
      throw new UsageException("--shape: expected without --model");
    }
    EngineBenchOptions options = arguments.options(texts(), reviews, rounds, seconds, seed);
    ProgressBar progress = Terminal.progressBar();
    progress.begin("bench");
    @Nullable Supplier<ModelBundle> rival = arguments.rival(options);
    int steps = EngineBenchmark.steps(options, rival != null);
    EngineReport report =
        new EngineBenchmark(
                options,
                () -> shape == null ? model.read() : shape.bundle(options),
                rival,
                Clock.systemUTC(),
                done -> progress.update(done, steps, "runs", ""))
            .run();
    progress.end();
    print(json ? report.json() : report.text());
  }

  private static void print(String report) {
    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
        .println(report);
  }

  static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new UsageException(option + " " + value + ": expected 1 or more");
    }
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    if (data == null) {
      SampleReviews.load().stream().map(DemoReview::text).forEach(texts::add);
    } else {
      ReviewDataset dataset = data.read(Terminal.progressBar());
      List<LabelledReview> all = dataset.test().isEmpty() ? dataset.train() : dataset.test();
      all.stream().map(LabelledReview::text).forEach(texts::add);
    }
    Collections.shuffle(texts, new Random(seed));
    return texts;
  }
}
