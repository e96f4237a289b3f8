package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String JAAS =
      "org.apache.kafka.common.security.scram.ScramLoginModule required"
          + " username=\"scorer\" password=\"hush \\\"hush\\\"\";";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.ssl.keystore.password",
        "kafka.producer.ssl.key.password",
        "kafka.ssl.keystore.key",
        "kafka.sasl.jaas.config",
        "kafka.admin.sasl.jaas.config",
        "kafka.sasl.oauthbearer.client.credentials.client.secret",
        "kafka.sasl.oauthbearer.assertion.private.key.passphrase",
        "kafka.basic.auth.user.info",
        "schema.registry.password",
        "schema.registry.token",
        "SENTIMENT_SCHEMA_REGISTRY_TOKEN",
      })
  void shouldTakeTheseForSecrets(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
    assertThat(Secrets.shown(key, "hush")).isEqualTo("[hidden]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch.max.tokens",
        "schema.registry.truststore.location",
        "kafka.ssl.truststore.certificates",
        "kafka.ssl.keystore.location",
        "kafka.sasl.oauthbearer.token.endpoint.url",
        "kafka.sasl.oauthbearer.client.credentials.client.id",
        "kafka.sasl.oauthbearer.assertion.private.key.file",
        "kafka.sasl.mechanism",
        "SENTIMENT_KAFKA_SASL_JAAS_CONFIG_FILE",
      })
  void shouldShowWhatHelpsAndIsNoSecret(String key) {
    assertThat(Secrets.shown(key, "value")).isEqualTo("value");
  }

  @Test
  void shouldHideUserAndPasswordOfAUrlAndKeepOneLine() {
    assertThat(Secrets.shown("some.url", "https://me:hush@host:1/x\nhttp://host"))
        .isEqualTo("https://[hidden]@host:1/x http://host");
  }

  @Test
  void shouldHideEveryPartOfALoginLineButNotItsUser() {
    Secrets secrets = new Secrets(Map.of("kafka.sasl.jaas.config", JAAS));

    assertThat(secrets.hide("user scorer with '" + JAAS + "' failed"))
        .isEqualTo("user scorer with '[hidden]' failed");
    assertThat(secrets.hide("scorer's password hush \"hush\" is wrong, required is another"))
        .isEqualTo("scorer's password [hidden] is wrong, required is another");
    assertThat(secrets.hide("as written: hush \\\"hush\\\".")).isEqualTo("as written: [hidden].");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=hush-hush;",
        "x.ScramLoginModule hush-hush;",
        "hush-hush",
        "x.ScramLoginModule required password=\"hush-hush;",
        "x.ScramLoginModule required username=\"a\" clientSecret = hush-hush;",
      })
  void shouldHideThePasswordOfALoginLineThatIsWrong(String line) {
    Secrets secrets = new Secrets(Map.of("kafka.consumer.sasl.jaas.config", line));

    assertThat(secrets.hide("Invalid flag 'hush-hush' in JAAS config"))
        .isEqualTo("Invalid flag '[hidden]' in JAAS config");
  }

  @Test
  void shouldHideSecretsOfSeveralLines() {
    Secrets secrets =
        new Secrets(
            Map.of("kafka.ssl.keystore.key", "-----BEGIN PRIVATE KEY-----\nMIGHAgEA\nbQIBAQQg\n"));

    assertThat(secrets.hide("no key: -----BEGIN PRIVATE KEY----- MIGHAgEA bQIBAQQg"))
        .isEqualTo("no key: [hidden]");
    assertThat(secrets.hide("bad base64 in bQIBAQQg")).isEqualTo("bad base64 in [hidden]");
  }

  @Test
  void shouldLeaveShortWordsAlone() {
    Secrets secrets =
        new Secrets(Map.of("a.password", "in", "b.password", "", "c.password", "key"));

    assertThat(secrets.hide("the key in it")).isEqualTo("the key in it");
  }

  @Test
  void shouldHideTheLongerOfTwoSecretsWhole() {
    Secrets secrets = new Secrets(Map.of("a.password", "hush", "b.password", "hush-hush"));

    assertThat(secrets.hide("hush-hush")).isEqualTo("[hidden]");
  }

  @Test
  void shouldRewriteAFailureThatTellsASecretAnywhere() {
    Secrets secrets = new Secrets(Map.of("a.password", "hush"));
    Throwable failure =
        new KafkaException("no client", new IllegalArgumentException("bad value hush"));

    StringWriter trace = new StringWriter();
    secrets.hide(failure).printStackTrace(new PrintWriter(trace));

    assertThat(trace.toString())
        .doesNotContain("hush")
        .contains("KafkaException: no client", "IllegalArgumentException: bad value [hidden]")
        .contains("shouldRewriteAFailureThatTellsASecretAnywhere");
  }

  @Test
  void shouldKeepAFailureThatTellsNone() {
    Secrets secrets = new Secrets(Map.of("a.password", "hush", "b.password", "reviews"));
    Throwable harmless = new KafkaException("no client");
    Throwable answer = new SaslAuthenticationException("topic reviews");

    assertThat(secrets.hide(harmless)).isSameAs(harmless);
    assertThat(secrets.hide(answer)).isSameAs(answer);
  }
}
