package sentiment.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sentiment.streams.StreamSettings;

/** Where the settings of the README's table come from; every command that talks to Kafka has it. */
final class StreamOptions {

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

  /** Defaults &lt; file &lt; environment &lt; flags. */
  StreamSettings read() throws IOException {
    Map<String, String> given = new LinkedHashMap<>(flags);
    if (bootstrapServers != null) {
      given.put("bootstrap.servers", bootstrapServers);
    }
    return StreamSettings.of(file(), System.getenv(), given);
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
