package sentiment.streams;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sentiment.scoring.DriftOptions;
import sentiment.scoring.ScoringOptions;

/** The whole configuration of {@code sentiment stream}, checked. Immutable. */
public final class StreamSettings {

  private static final String NAME = "[a-zA-Z0-9._-]{1,200}";
  private static final String NAME_IN_WORDS = "1 to 200 letters, digits, '.', '_' or '-'";

  private final SettingValues values;
  private final InputFormat inputFormat;
  private final OutputFormat outputFormat;
  private final ScoringOptions scoringOptions;

  private StreamSettings(SettingValues values) {
    this.values = values;
    this.inputFormat = values.choice("input.format", InputFormat.class);
    this.outputFormat = values.choice("output.format", OutputFormat.class);
    this.scoringOptions = scoringOptions(values);
  }

  /**
   * Settings from all their sources; defaults &lt; file &lt; environment &lt; flags.
   *
   * @param file keys as in {@link #definitions}, and any property of Kafka Streams or its clients
   *     behind {@code kafka.}
   * @param environment all environment variables; those of other programs are ignored
   * @param flags keys as in {@code file}
   * @throws InvalidSettingException at the first setting that can't be used
   */
  public static StreamSettings of(
      Map<String, String> file, Map<String, String> environment, Map<String, String> flags) {
    SettingValues values = new SettingValues(SettingDefinitions.ALL, file, environment, flags);
    StreamSettings settings = new StreamSettings(values);
    settings.check();
    return settings;
  }

  /** Every setting, in the order in which people want to read about them. */
  public static List<Setting> definitions() {
    return SettingDefinitions.ALL;
  }

  private void check() {
    values.text("application.id", NAME, NAME_IN_WORDS);
    values.text("bootstrap.servers", "[^\\s,]+:\\d{1,5}(,[^\\s,]+:\\d{1,5})*", "host:port,...");
    for (String topic : List.of("input.topic", "output.topic", "rejected.topic")) {
      values.text(topic, NAME, NAME_IN_WORDS);
    }
    requireDifferent("output.topic", "input.topic");
    requireDifferent("rejected.topic", "input.topic");
    requireDifferent("rejected.topic", "output.topic");
    values.text(
        "processing.guarantee",
        "exactly_once_v2",
        "exactly_once_v2: with a weaker guarantee, reviews that wait in a batch are lost when a"
            + " broker dies");
    SettingDefinitions.GOVERNED.forEach(
        (key, instead) -> {
          String value = values.kafka().get(key);
          if (value != null) {
            throw new InvalidSettingException(SettingValues.KAFKA_PREFIX + key, value, instead);
          }
        });
    topicsCreate();
    batchMaxReviews();
    batchMaxTokens();
    batchMaxDelay();
    maxRecordBytes();
    modelPath();
    modelShadow();
    modelCheckInterval();
    drift();
    threads();
    commitInterval();
    startupTimeout();
    webPort();
    webBind();
    webHosts();
    webToken();
    webPage();
    webScore();
    schemaRegistry();
  }

  private void requireDifferent(String key, String other) {
    if (values.text(key).equals(values.text(other))) {
      throw new InvalidSettingException(key, values.text(key), "another topic than " + other);
    }
  }

  private static ScoringOptions scoringOptions(SettingValues values) {
    double from = values.fraction("uncertain.from");
    double to = values.fraction("uncertain.to");
    if (from > to) {
      throw new InvalidSettingException(
          "uncertain.to", values.text("uncertain.to"), "no less than uncertain.from=" + from);
    }
    int topWords =
        values
                .text("top.words", "all|\\d{1,6}", "a whole number from 0 to 100000, or all")
                .equals("all")
            ? ScoringOptions.ALL_WORDS
            : values.integer("top.words", 0, 100_000);
    return new ScoringOptions(
        topWords, from, to, values.integer("max.text.length", 1, 100_000_000));
  }

  public String applicationId() {
    return values.text("application.id");
  }

  public String bootstrapServers() {
    return values.text("bootstrap.servers");
  }

  public String inputTopic() {
    return values.text("input.topic");
  }

  public String outputTopic() {
    return values.text("output.topic");
  }

  public String rejectedTopic() {
    return values.text("rejected.topic");
  }

  public boolean topicsCreate() {
    return values.flag("topics.create");
  }

  public InputFormat inputFormat() {
    return inputFormat;
  }

  public OutputFormat outputFormat() {
    return outputFormat;
  }

  public int batchMaxReviews() {
    return values.integer("batch.max.reviews", 1, 4096);
  }

  public int batchMaxTokens() {
    return values.integer("batch.max.tokens", 1, 10_000_000);
  }

  public Duration batchMaxDelay() {
    return Duration.ofMillis(values.integer("batch.max.delay.ms", 1, 10_000));
  }

  public ScoringOptions scoringOptions() {
    return scoringOptions;
  }

  /** Largest record that is written, in bytes. */
  public int maxRecordBytes() {
    return values.integer("max.record.bytes", 16_384, 16_777_216);
  }

  /** The model bundle's place, empty for the one shipped. */
  public Optional<Path> modelPath() {
    return path("model.path");
  }

  private Optional<Path> path(String key) {
    String path = values.text(key);
    try {
      return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    } catch (InvalidPathException e) {
      throw new InvalidSettingException(key, path, "a file's path");
    }
  }

  /** The place of a bundle that scores in the shadow of the served one, empty for none. */
  public Optional<Path> modelShadow() {
    return path("model.shadow");
  }

  /** How often the files of bundles are looked at. */
  public Duration modelCheckInterval() {
    return Duration.ofMillis(values.integer("model.check.interval.ms", 10, 3_600_000));
  }

  /** Which reviews are compared with the model's reference. */
  public DriftOptions drift() {
    return new DriftOptions(
        Duration.ofMinutes(values.integer("drift.window.minutes", 1, 10_080)),
        values.integer("drift.min.reviews", DriftOptions.FEWEST, 1_000_000));
  }

  public int threads() {
    return values.integer("threads", 1, 256);
  }

  public Duration commitInterval() {
    return Duration.ofMillis(values.integer("commit.interval.ms", 1, 5000));
  }

  public Duration startupTimeout() {
    return Duration.ofMillis(values.integer("startup.timeout.ms", 100, 600_000));
  }

  /** Port of the web server, 0 for any free one; empty for no server. */
  public OptionalInt webPort() {
    String port = values.text("web.port", "off|\\d{1,5}", "a whole number from 0 to 65535, or off");
    return port.equals("off")
        ? OptionalInt.empty()
        : OptionalInt.of(values.integer("web.port", 0, 65_535));
  }

  /** Name or number of the host's address at which the web server listens. */
  public String webBind() {
    return values.text("web.bind", "[a-zA-Z0-9.:%_-]+", "a host's name or address");
  }

  /** By which names requests may call the web server. */
  public WebHosts webHosts() {
    return WebHosts.of(values.text("web.hosts"));
  }

  /** What has to be shown to read and to score reviews over HTTP, a secret; empty for nothing. */
  public Optional<String> webToken() {
    String token = values.text("web.token");
    if (!token.matches("([\\x21-\\x7e]{8,})?")) { // not shown: it is nearly the secret
      throw new InvalidSettingException(
          "web.token: expected at least 8 characters of ASCII without spaces");
    }
    return token.isEmpty() ? Optional.empty() : Optional.of(token);
  }

  public WebPage webPage() {
    return values.choice("web.page", WebPage.class);
  }

  /** Whether reviews may be scored over HTTP. */
  public boolean webScore() {
    return values.text("web.score", "on|off", "on or off").equals("on");
  }

  RegistrySettings schemaRegistry() {
    return RegistrySettings.of(values);
  }

  /** Properties for Kafka Streams and its clients, by Kafka's own names. */
  public SortedMap<String, String> kafkaProperties() {
    return new TreeMap<>(values.kafka());
  }

  /** Names of environment variables that look like settings and are none; worth a warning. */
  public Set<String> unknownVariables() {
    return Set.copyOf(values.unknownVariables());
  }

  /** Hides this configuration's secrets in texts that come from elsewhere. */
  Secrets secrets() {
    return new Secrets(all());
  }

  private SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>(values.own());
    values.kafka().forEach((key, value) -> all.put(SettingValues.KAFKA_PREFIX + key, value));
    return all;
  }

  /** All settings on one line, for logs; what may be a secret is hidden. */
  public String describe() {
    return all().entrySet().stream()
        .map(e -> e.getKey() + "=" + Secrets.shown(e.getKey(), e.getValue()))
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return describe();
  }
}
