package sentiment.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A scorer in a process of its own: the program's slim layout, or another one to compare with. */
final class ScorerProcess implements AutoCloseable {

  private static final String PROGRAM = "target/sentiment-slim/bin/sentiment";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private ChildProcess process;

  private ScorerProcess(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.process = ChildProcess.start(command, environment, log);
  }

  /** Starts {@code sentiment stream} with these settings. */
  static ScorerProcess start(Map<String, String> settings, Path log) throws IOException {
    return start(settings, "-Xmx256m", log);
  }

  /** The same with options for its JVM. */
  static ScorerProcess start(Map<String, String> settings, String options, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM, "stream"));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    String all = "-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError " + options;
    return new ScorerProcess(command, Map.of("SENTIMENT_JAVA_OPTS", all), log);
  }

  /** Starts the scorer that loses reviews. */
  static ScorerProcess startLossy(String bootstrapServers, StreamNames names, Path log)
      throws IOException {
    List<String> arguments =
        List.of(bootstrapServers, names.application(), names.reviews(), names.scores());
    return new ScorerProcess(
        ChildProcess.java(
            List.of("-Xmx256m", "-XX:+UseSerialGC"), LossyScorer.class.getName(), arguments),
        Map.of(),
        log);
  }

  /** Ends it with {@code kill -9}. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Ends it with SIGTERM; returns its exit code. */
  int terminate() throws InterruptedException {
    return process.terminate(PATIENCE);
  }

  /** Waits until it has ended by itself; returns its exit code. */
  int awaitExit(Duration timeout) throws InterruptedException {
    return process.awaitExit(timeout);
  }

  /** Starts it again after its end, as it was started before. */
  void restart() throws IOException {
    process = ChildProcess.start(command, environment, log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All it has printed so far. */
  List<String> output() throws IOException {
    return process.output();
  }

  /** Settings under which faults are noticed within seconds and the ledger can read the scores. */
  static Map<String, String> settings(String bootstrapServers, StreamNames names) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("application.id", names.application());
    settings.put("input.topic", names.reviews());
    settings.put("output.topic", names.scores());
    settings.put("rejected.topic", names.rejected());
    settings.put("web.port", "off"); // there are several
    settings.put("output.format", "json");
    settings.put("top.words", "all");
    settings.put("kafka.consumer.session.timeout.ms", "3000");
    settings.put("kafka.consumer.heartbeat.interval.ms", "500");
    settings.put("kafka.producer.transaction.timeout.ms", "5000");
    return settings;
  }

  @Override
  public void close() {
    process.close();
  }
}
