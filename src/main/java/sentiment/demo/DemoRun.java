package sentiment.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.metrics.PrometheusMetrics;
import sentiment.model.ModelBundle;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.streams.Monitoring;
import sentiment.streams.ReviewEncoder;
import sentiment.streams.ReviewProducer;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamFailedException;
import sentiment.streams.StreamHealth;
import sentiment.streams.StreamSettings;
import sentiment.web.ScorerWeb;
import sentiment.web.WebServerException;

/**
 * The whole program in one process: a broker, the application of {@code sentiment stream}, a
 * producer of reviews and a consumer that shows what becomes of them. Runs once.
 */
public final class DemoRun {

  private static final Logger LOG = LoggerFactory.getLogger(DemoRun.class);

  /** Closing all parts takes two seconds; the bounds of each of them add up to less than this. */
  private static final Duration FAREWELL = Duration.ofSeconds(40);

  private final DemoOptions options;
  private final ModelBundle bundle;
  private final Screen screen;
  private final Clock clock;
  private final List<DemoRecord> records;
  private final Scoreboard scoreboard;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean stopped;

  /**
   * Prepares a run; starts nothing.
   *
   * @param reviews what to send: {@link SampleReviews#load}, or one's own
   * @param bundle the model that scores them
   * @param clock tells the times for latencies and patience
   * @throws IllegalArgumentException when two reviews have the same id
   * @throws sentiment.streams.InvalidSettingException when one of the options' settings is wrong
   */
  public DemoRun(
      DemoOptions options,
      List<DemoReview> reviews,
      ModelBundle bundle,
      Screen screen,
      Clock clock) {
    this.options = options;
    this.bundle = bundle;
    this.screen = screen;
    this.clock = clock;
    // what is wrong with the settings shows before anything starts
    List<DemoRecord> sound = DemoRecord.of(reviews, ReviewEncoder.of(settings("localhost:9092")));
    records = options.brokenRecords() ? DemoRecord.mix(sound, BrokenRecords.all()) : sound;
    scoreboard = new Scoreboard(records, screen, clock);
  }

  /**
   * Runs until every record has its result ({@link DemoOptions#exit}) or until {@link #stop}, and
   * cleans up. Also ends cleanly when the virtual machine is told to end (Ctrl-C).
   *
   * @return 0 when every record came out exactly once, on one of the two topics; else 1, after a
   *     line on the screen that says what is wrong
   */
  public int run() {
    Thread hook = new Thread(this::stopAndWait, "demo-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try (TemporaryDirectory dir = TemporaryDirectory.create("sentiment-demo");
        EmbeddedBroker broker = EmbeddedBroker.start(dir.path())) {
      return run(broker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    } catch (StreamFailedException
        | WebServerException
        | IllegalStateException
        | KafkaException
        | IOException e) {
      LOG.debug("demo failed", e);
      return failed(String.valueOf(e.getMessage()));
    } finally {
      finished.countDown();
      removeHook(hook);
    }
  }

  /** Ends the run soon, from any thread; {@link #run} returns when everything is closed. */
  public void stop() {
    stopped = true;
  }

  private int run(EmbeddedBroker broker) throws InterruptedException {
    StreamSettings settings = settings(broker.bootstrapServers());
    DemoTopics topics = DemoTopics.of(settings);
    topics.createIn(broker);
    try (ResultReader reader = new ResultReader(broker.bootstrapServers(), topics)) {
      LiveModel model = new LiveModel(bundle, settings.scoringOptions(), clock);
      StreamHealth health = new StreamHealth(System::nanoTime);
      try (PrometheusMetrics metrics =
              new PrometheusMetrics(
                  settings.applicationId(), model, settings.drift(), System::nanoTime);
          ScorerWeb web = web(settings, model, metrics, health);
          ScoringApplication application =
              ScoringApplication.start(
                  settings,
                  new LiveScoring(model, Optional.empty(), metrics, web.feed()),
                  new Monitoring(health, metrics.kafka()))) {
        checkRunning(application, options.patience());
        announce(broker, web);
        score(settings, reader, application);
        if (!options.exit() && !stopped) {
          Summary.printCommands(screen.out(), broker.bootstrapServers(), topics);
          serve(reader, application);
        }
      }
      if (options.exit()) {
        // the stream has committed its last: what isn't here now never comes
        for (Result result : reader.rest()) {
          scoreboard.note(result, null);
          scoreboard.show(result);
        }
      }
    }
    return verdict();
  }

  private void announce(EmbeddedBroker broker, ScorerWeb web) {
    screen
        .out()
        .printf(
            "Kafka %s in this process at %s; web server at %s; model %s %s; %d records, as text,"
                + " JSON and Avro%n",
            AppInfoParser.getVersion(),
            broker.bootstrapServers(),
            web.address().orElse("none"),
            SafeText.line(bundle.id().name(), 40),
            SafeText.line(bundle.id().version(), 20),
            records.size());
    web.page().ifPresent(page -> screen.out().println("watch it live: open " + page));
    screen.out().println();
  }

  /** Sends all records and shows results until each has one. */
  private void score(StreamSettings settings, ResultReader reader, ScoringApplication application)
      throws InterruptedException {
    try (DemoSender sender =
        new DemoSender(ReviewProducer.open(settings), records, options.reviewsPerSecond(), clock)) {
      long progress = clock.millis();
      while (scoreboard.ledger().outstanding() > 0 && !stopped) {
        for (Result result : reader.next()) {
          if (scoreboard.note(result, sender.sentAt(result.id()))) {
            progress = clock.millis();
          }
          scoreboard.show(result);
        }
        sender.check();
        checkRunning(application, Duration.ZERO);
        if (clock.millis() - progress > options.patience().toMillis()) {
          throw new IllegalStateException(
              "no result for %d s; %s"
                  .formatted(
                      options.patience().toSeconds(),
                      String.join("; ", scoreboard.ledger().violations())));
        }
      }
    }
    scoreboard.summarise(options.reviewsPerSecond() > 0);
  }

  /** Shows the results of reviews that others send. */
  private void serve(ResultReader reader, ScoringApplication application)
      throws InterruptedException {
    screen.out().println();
    while (!stopped) {
      reader.next().forEach(scoreboard::show);
      checkRunning(application, Duration.ZERO);
    }
  }

  /** Throws what ended the stream, if it has ended or has not started within that time. */
  private static void checkRunning(ScoringApplication application, Duration timeout)
      throws InterruptedException {
    if (!application.awaitRunning(timeout)) {
      application.close(); // so that waiting for its end returns, or throws what it ended by
      application.await();
      throw new IllegalStateException(
          "the stream does not run, waited %d s".formatted(timeout.toSeconds()));
    }
  }

  private int verdict() {
    List<String> violations = scoreboard.ledger().violations();
    PrintStream out = screen.out();
    if (violations.isEmpty()) {
      out.println("exactly once: every one of " + records.size() + " records has one result");
      return 0;
    }
    violations.forEach(out::println);
    return 1;
  }

  private int failed(String why) {
    screen.out().println("demo failed: " + SafeText.line(why));
    return 1;
  }

  /** A web server on the settings' port; on any, if that is taken and nobody asked for it. */
  private ScorerWeb web(
      StreamSettings settings, LiveModel model, PrometheusMetrics metrics, StreamHealth health) {
    try {
      return ScorerWeb.start(settings, model, metrics, health, clock);
    } catch (WebServerException e) {
      if (options.settings().containsKey("web.port")) {
        throw e;
      }
      StreamSettings anyPort = settings(settings.bootstrapServers(), Map.of("web.port", "0"));
      return ScorerWeb.start(anyPort, model, metrics, health, clock);
    }
  }

  private StreamSettings settings(String bootstrapServers) {
    return settings(bootstrapServers, Map.of());
  }

  private StreamSettings settings(String bootstrapServers, Map<String, String> more) {
    Map<String, String> flags = new HashMap<>(options.settings());
    flags.putAll(more);
    flags.putIfAbsent("application.id", "sentiment-demo");
    flags.put("bootstrap.servers", bootstrapServers);
    flags.put("input.format", "auto");
    flags.put("output.format", "json"); // so that a second terminal can read it
    flags.put("schema.registry.url", ""); // the Avro that is sent has the program's own ids
    return StreamSettings.of(Map.of(), Map.of(), flags);
  }

  private void stopAndWait() {
    stop();
    try {
      if (!finished.await(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("the demo does not close within {} s", FAREWELL.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the virtual machine is ending, so the hook stays", e);
    }
  }
}
