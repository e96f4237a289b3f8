package sentiment.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.bench.BenchOptions;
import sentiment.bench.BenchReport;
import sentiment.bench.KafkaBenchmark;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.demo.DemoReview;
import sentiment.demo.SampleReviews;

@Command(
    name = "bench",
    description = "Measures throughput and latency through a Kafka broker in this process.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  @Mixin private ModelOptions model = new ModelOptions();

  /** Reviews of one's own; without --data none of these options is given. */
  @ArgGroup(exclusive = false)
  private @Nullable DataOptions data;

  @Option(names = "--kafka", description = "Measure the whole path; required, nothing else exists.")
  private boolean kafka;

  @Option(
      names = "--reviews",
      paramLabel = "N",
      description = "Reviews in each run: ${DEFAULT-VALUE}.")
  private int reviews = 5000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of all variants: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Of each topic: ${DEFAULT-VALUE}.")
  private int partitions = 6;

  @Option(names = "--seconds", paramLabel = "N", description = "Of each load: ${DEFAULT-VALUE}.")
  private int seconds = 10;

  @Option(names = "--seed", paramLabel = "N", description = "Of order and times: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the stream.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!kafka) {
      throw new UsageException("bench: expected --kafka");
    }
    requirePositive("--reviews", reviews);
    requirePositive("--rounds", rounds);
    requirePositive("--partitions", partitions);
    requirePositive("--seconds", seconds);
    BenchOptions options =
        new BenchOptions(texts(), reviews, rounds, partitions, seconds, seed, settings);
    ProgressBar progress = Terminal.progressBar();
    progress.begin("bench");
    int steps = KafkaBenchmark.steps(options);
    BenchReport report =
        new KafkaBenchmark(options, model.read(), done -> progress.update(done, steps, "runs", ""))
            .run();
    progress.end();
    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
        .println(json ? report.json() : report.text());
    return 0;
  }

  private static void requirePositive(String option, int value) {
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
