package sentiment.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sentiment.model.ModelBundle;
import sentiment.scoring.SentimentScorer;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamSettings;

@Command(
    name = "stream",
    description = "Scores the reviews of a Kafka topic until it is stopped.",
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {

  @Option(names = "--config", paramLabel = "FILE", description = "Properties file of settings.")
  private @Nullable Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Short for --set bootstrap.servers=...")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of the README's table; kafka.KEY passes a property to Kafka Streams and its"
              + " clients.")
  private Map<String, String> flags = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> given = new LinkedHashMap<>(flags);
    if (bootstrapServers != null) {
      given.put("bootstrap.servers", bootstrapServers);
    }
    StreamSettings settings = StreamSettings.of(file(), System.getenv(), given);
    ModelBundle bundle =
        settings.modelPath().map(ModelBundle::read).orElseGet(ModelBundle::shipped);
    bundle.verifyGolden();
    try (ScoringApplication application =
        ScoringApplication.start(
            settings,
            () -> new SentimentScorer(bundle, settings.scoringOptions(), Clock.systemUTC()))) {
      application.await();
    }
    return 0;
  }

  private Map<String, String> file() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    if (config == null) {
      return values;
    }
    if (!Files.isRegularFile(config)) {
      throw new UsageException("--config " + config + ": expected a properties file");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(config)) {
      properties.load(reader);
    }
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }
}
