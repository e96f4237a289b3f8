package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings from environment variables: {@code SENTIMENT_INPUT_TOPIC} sets {@code input.topic},
 * {@code SENTIMENT_KAFKA_SECURITY_PROTOCOL} sets {@code kafka.security.protocol}. With {@code
 * _FILE} behind its name a variable holds the path of a file with the value, as containers get
 * their secrets.
 *
 * @param values by the settings' keys
 * @param unknown names of variables that look like settings and are none
 */
record EnvironmentSettings(Map<String, String> values, SortedSet<String> unknown) {

  static final String PREFIX = "SENTIMENT_";

  /** The launcher's own; see {@code bin/sentiment}. */
  private static final String LAUNCHER_VARIABLE = PREFIX + "JAVA_OPTS";

  private static final String KAFKA = PREFIX + "KAFKA_";
  private static final String FILE = "_FILE";

  private static final String CLIENT_PREFIX =
      "^(((main|restore|global)\\.)?consumer|producer|admin)\\.";

  /** A larger file was named by mistake. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  /** Some of Kafka's own properties end with .file. */
  private static final Set<String> KAFKA_PROPERTIES =
      Stream.of(
              ConsumerConfig.configNames(),
              ProducerConfig.configNames(),
              AdminClientConfig.configNames())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads them.
   *
   * @throws InvalidSettingException if a file can't be read, or a variable stands beside its twin
   */
  static EnvironmentSettings of(List<Setting> definitions, Map<String, String> environment) {
    Map<String, String> keys =
        definitions.stream().collect(Collectors.toMap(Setting::variable, Setting::key));
    Map<String, String> values = new TreeMap<>();
    SortedSet<String> unknown = new TreeSet<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(PREFIX) || name.equals(LAUNCHER_VARIABLE)) {
        continue;
      }
      String key = key(keys, name);
      if (key != null) {
        values.put(key, variable.getValue().strip());
        continue;
      }
      String twin = name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : "";
      key = key(keys, twin);
      if (key == null) {
        unknown.add(name);
      } else if (environment.containsKey(twin)) {
        throw new InvalidSettingException(name + ": expected " + twin + " or it, not both");
      } else {
        values.put(key, read(name, variable.getValue()));
      }
    }
    return new EnvironmentSettings(values, unknown);
  }

  private static @Nullable String key(Map<String, String> keys, String name) {
    if (!name.startsWith(KAFKA)) {
      return keys.get(name);
    }
    String property = name.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    boolean isOfFile = name.endsWith(FILE) && !isKafkaProperty(property);
    return property.isEmpty() || isOfFile ? null : SettingValues.KAFKA_PREFIX + property;
  }

  private static boolean isKafkaProperty(String property) {
    String unprefixed = property.replaceFirst(CLIENT_PREFIX, "");
    return KAFKA_PROPERTIES.contains(unprefixed);
  }

  /** The file's content, without the newline at its end that editors and echo leave there. */
  private static String read(String name, String path) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw unreadable(name, path);
      }
      return UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content))
          .toString()
          .replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw unreadable(name, path);
    }
  }

  /** Who takes the variable for its twin gives a secret where a path belongs: that is not shown. */
  private static InvalidSettingException unreadable(String name, String path) {
    boolean isPath = path.matches("(\\.{0,2}[/\\\\]|[A-Za-z]:)[^\\s=;]*");
    return new InvalidSettingException(
        name,
        isPath ? path : Secrets.HIDDEN,
        "the absolute path of a readable UTF-8 file of up to 1 MiB");
  }
}
