package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own way to keep secrets out of its properties, through ours. */
class ConfigProvidersTest {

  private static final String KEY = "sasl.jaas.config";

  @TempDir Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void writeSecrets() throws IOException {
    file = Files.writeString(folder.resolve("secrets.properties"), "jaas=hush-hush\n");
  }

  private StreamSettings settings(String value) {
    return StreamSettings.of(
        Map.of("kafka." + KEY, value),
        Map.of(
            "SENTIMENT_KAFKA_CONFIG_PROVIDERS",
            "file,dir,env",
            "SENTIMENT_KAFKA_CONFIG_PROVIDERS_FILE_CLASS",
            FileConfigProvider.class.getName(),
            "SENTIMENT_KAFKA_CONFIG_PROVIDERS_DIR_CLASS",
            DirectoryConfigProvider.class.getName(),
            "SENTIMENT_KAFKA_CONFIG_PROVIDERS_ENV_CLASS",
            EnvVarConfigProvider.class.getName()),
        Map.of());
  }

  private static Properties properties(StreamSettings settings) {
    return StreamsProperties.of(settings, new Backlog(() -> 0));
  }

  @Test
  void shouldResolveForEveryClient() {
    StreamsConfig config = new StreamsConfig(properties(settings("${file:" + file + ":jaas}")));

    assertThat(
            List.of(
                config.getMainConsumerConfigs("group", "id", 0),
                config.getRestoreConsumerConfigs("id"),
                config.getProducerConfigs("id"),
                config.getAdminConfigs("id")))
        .allSatisfy(client -> assertThat(client).containsEntry(KEY, "hush-hush"));
  }

  @Test
  void shouldResolveFromFoldersAndTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("jaas"), "hush-hush");
    StreamsConfig config = new StreamsConfig(properties(settings("${dir:" + folder + ":jaas}")));
    assertThat(config.getAdminConfigs("id")).containsEntry(KEY, "hush-hush");

    String path = System.getenv("PATH");
    config = new StreamsConfig(properties(settings("${env:PATH}")));
    assertThat(config.getAdminConfigs("id")).containsEntry(KEY, path);
  }

  @Test
  void shouldHideWhatAProviderFound() {
    StreamSettings settings = settings("${file:" + file + ":jaas}");
    KafkaFailures failures = KafkaFailures.of(settings, properties(settings));

    assertThat(failures.line(new IllegalStateException("bad line hush-hush")))
        .isEqualTo("bad line [hidden]");
  }

  @Test
  void shouldSayWhichFileCannotBeRead() {
    assertThatThrownBy(() -> properties(settings("${file:/none.properties:jaas}")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("/none.properties");
  }
}
