package sentiment.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.demo.DemoOptions;
import sentiment.demo.DemoReview;
import sentiment.demo.DemoRun;
import sentiment.demo.SampleReviews;
import sentiment.demo.Screen;

@Command(
    name = "demo",
    description = "Shows it all: a Kafka broker in this process, the stream, reviews and scores.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin private ModelOptions model = new ModelOptions();

  /** Reviews of one's own; without --data none of these options is given. */
  @ArgGroup(exclusive = false)
  private @Nullable DataOptions data;

  @Option(names = "--limit", paramLabel = "N", description = "Only N reviews of --data, evenly.")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--exit", description = "Stop when every review has its result.")
  private boolean exit;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the stream.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new UsageException("--limit " + limit + ": expected 1 or more");
    }
    DemoOptions usual = DemoOptions.DEFAULT;
    DemoOptions options =
        new DemoOptions(
            false, usual.brokenRecords(), usual.reviewsPerSecond(), usual.patience(), settings);
    List<DemoReview> reviews = SampleReviews.load();
    if (data != null) {
      reviews = data.reviews(Terminal.progressBar(), limit);
      options = options.withReviewsOnly();
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Screen screen = Screen.of(out, Terminal.outIsAnsi(), System.getenv());
    return new DemoRun(
            exit ? options.withExit() : options, reviews, model.read(), screen, Clock.systemUTC())
        .run();
  }
}
