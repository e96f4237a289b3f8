package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSettingsTest {

  private static final String PASSWORD = "SENTIMENT_KAFKA_SSL_TRUSTSTORE_PASSWORD";

  @TempDir Path folder;

  private static EnvironmentSettings of(Map<String, String> environment) {
    return EnvironmentSettings.of(SettingDefinitions.ALL, environment);
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "SENTIMENT_KAFKA_SASL_JAAS_CONFIG_FILE, kafka.sasl.jaas.config",
    "SENTIMENT_KAFKA_CONSUMER_SSL_KEY_PASSWORD_FILE, kafka.consumer.ssl.key.password",
    "SENTIMENT_SCHEMA_REGISTRY_TOKEN_FILE, schema.registry.token",
    "SENTIMENT_INPUT_TOPIC_FILE, input.topic",
    "SENTIMENT_KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE_FILE, kafka.sasl.oauthbearer.assertion.file",
  })
  void shouldReadAnySettingFromAFile(String variable, String key) throws IOException {
    EnvironmentSettings settings = of(Map.of(variable, file("hush\n")));

    assertThat(settings.values()).containsExactly(Map.entry(key, "hush"));
    assertThat(settings.unknown()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SENTIMENT_KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE",
        "SENTIMENT_KAFKA_ADMIN_SASL_OAUTHBEARER_ASSERTION_PRIVATE_KEY_FILE",
        "SENTIMENT_KAFKA_RESTORE_CONSUMER_SASL_OAUTHBEARER_ASSERTION_TEMPLATE_FILE",
      })
  void shouldPassOnWhatKafkaItselfReadsFromAFile(String variable) {
    assertThat(of(Map.of(variable, "/run/secrets/none")).values())
        .containsValue("/run/secrets/none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'hush\n'       | 'hush'",
        "'hush\r\n'     | 'hush'",
        "'hush\n\n'     | 'hush\n'",
        "' hush '       | ' hush '",
        "'a\nb'         | 'a\nb'",
        "''             | ''",
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void shouldRemoveOneNewlineAndNothingElse(String content, String value) throws IOException {
    Map<String, String> environment = Map.of(PASSWORD + "_FILE", file(content));

    assertThat(StreamSettings.of(Map.of(), environment, Map.of()).kafkaProperties())
        .containsEntry("ssl.truststore.password", value);
  }

  @Test
  void shouldLetFlagsWinOverFilesAndFilesOverTheConfiguration() throws IOException {
    Map<String, String> environment =
        Map.of(
            "SENTIMENT_INPUT_TOPIC_FILE", file("from-file"),
            "SENTIMENT_OUTPUT_TOPIC_FILE", file("from-file"));

    StreamSettings settings =
        StreamSettings.of(
            Map.of("input.topic", "configured"), environment, Map.of("output.topic", "flag"));

    assertThat(settings.inputTopic()).isEqualTo("from-file");
    assertThat(settings.outputTopic()).isEqualTo("flag");
  }

  @Test
  void shouldRefuseAVariableBesideItsTwin() throws IOException {
    Map<String, String> both = Map.of(PASSWORD, "hush", PASSWORD + "_FILE", file("hush"));

    assertThatThrownBy(() -> of(both))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(PASSWORD + "_FILE: expected " + PASSWORD + " or it, not both");
  }

  @Test
  void shouldNameTheVariableAndThePathOfAFileThatCannotBeRead() throws IOException {
    Path notUtf8 = Files.write(folder.resolve("latin1"), new byte[] {'h', (byte) 0xFC});
    Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);

    for (Path path : new Path[] {folder.resolve("none"), folder, notUtf8, huge}) {
      assertThatThrownBy(() -> of(Map.of(PASSWORD + "_FILE", path.toString())))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith(PASSWORD + "_FILE=" + folder)
          .hasMessageEndingWith(
              ": expected the absolute path of a readable UTF-8 file of up to 1 MiB");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hush", "x.ScramLoginModule required password=\"/hush\";", "/a=hush", ""})
  void shouldNotShowASecretThatStandsWhereItsPathBelongs(String value) {
    assertThatThrownBy(() -> of(Map.of(PASSWORD + "_FILE", value)))
        .hasMessageStartingWith(PASSWORD + "_FILE=[hidden]: expected the absolute path");
  }

  @Test
  void shouldReportAFileForASettingThatIsNone() {
    assertThat(
            of(Map.of("SENTIMENT_INPUT_TOPC_FILE", "/x", "SENTIMENT_KAFKA_FILE", "/x")).unknown())
        .containsExactly("SENTIMENT_INPUT_TOPC_FILE", "SENTIMENT_KAFKA_FILE");
  }
}
