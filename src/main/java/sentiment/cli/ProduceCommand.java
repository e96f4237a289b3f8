package sentiment.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.demo.BrokenRecords;
import sentiment.demo.DemoRecord;
import sentiment.demo.DemoReview;
import sentiment.demo.ReviewRounds;
import sentiment.demo.ReviewSender;
import sentiment.demo.SampleReviews;
import sentiment.streams.ReviewEncoder;
import sentiment.streams.ReviewProducer;
import sentiment.streams.StreamSettings;

@Command(
    name = "produce",
    description = {
      "Sends reviews to the input topic: those that ship with the program, --data, or --stdin.",
      "They are written as input.format says; auto: in turn as text, as JSON and as Avro.",
    },
    mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

  /** Form of a line of standard input. */
  enum Lines {
    TEXT,
    JSON
  }

  @Mixin private StreamOptions options = new StreamOptions();

  /** Reviews of one's own; without --data none of these options is given. */
  @ArgGroup(exclusive = false)
  private @Nullable DataOptions data;

  @Option(
      names = "--stdin",
      paramLabel = "text|json",
      description =
          "Reviews from standard input, one a line; json: objects with \"text\" and maybe \"id\"."
              + " Without an id it is the line's number.")
  private @Nullable Lines stdin;

  @Option(names = "--broken", description = "Mix in a few records that hold no review.")
  private boolean broken;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Reviews a second, 1 to 1000000. Default: as many as the brokers take.")
  private @Nullable Integer rate;

  @Option(
      names = "--repeat",
      description = "Start over when all are sent, under other ids, until it is stopped.")
  private boolean repeat;

  @Override
  public Integer call() throws IOException {
    int perSecond = checkedRate();
    if (stdin != null && (data != null || broken || repeat)) {
      throw new UsageException("--stdin: expected none of --data, --broken and --repeat with it");
    }
    StreamSettings settings = options.read();
    List<DemoReview> reviews = stdin == null ? reviews() : List.of();
    List<DemoRecord> others = broken ? BrokenRecords.all() : List.of();
    ProgressBar bar = Terminal.progressBar();
    try (ReviewProducer producer = ReviewProducer.open(settings)) {
      ReviewEncoder encoder = ReviewEncoder.of(settings);
      Iterator<DemoRecord> records =
          stdin == null ? ReviewRounds.of(reviews, others, encoder, repeat) : lines(encoder);
      long total = stdin == null && !repeat ? reviews.size() + others.size() : -1;
      AtomicLong sending = new AtomicLong();
      bar.begin("produce");
      new Delivery(producer, settings.inputTopic())
          .run(
              () -> {
                try {
                  new ReviewSender(producer, perSecond)
                      .send(
                          records,
                          r -> bar.update(sending.incrementAndGet(), total, "records", ""));
                } finally {
                  bar.end();
                }
              });
    }
    return 0;
  }

  private int checkedRate() {
    if (rate == null) {
      return 0;
    }
    if (rate < 1 || rate > 1_000_000) {
      throw new UsageException("--rate " + rate + ": expected 1 to 1000000 reviews a second");
    }
    return rate;
  }

  private List<DemoReview> reviews() throws IOException {
    return data == null
        ? SampleReviews.load()
        : data.reviews(Terminal.progressBar(), Integer.MAX_VALUE);
  }

  private Iterator<DemoRecord> lines(ReviewEncoder encoder) {
    Iterator<DemoReview> reviews =
        new ReviewLines(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                stdin == Lines.JSON)
            .iterator();
    AtomicLong turn = new AtomicLong();
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reviews, 0), false)
        .map(review -> DemoRecord.of(review, encoder, turn.getAndIncrement()))
        .iterator();
  }
}
