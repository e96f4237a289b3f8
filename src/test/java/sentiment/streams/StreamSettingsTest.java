package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.scoring.ScoringOptions;

class StreamSettingsTest {

  @Test
  void shouldHoldTheDefaultsOfItsDefinitions() {
    StreamSettings settings = TestReviews.settings();

    assertThat(settings.applicationId()).isEqualTo("sentiment");
    assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.inputTopic()).isEqualTo("reviews");
    assertThat(settings.outputTopic()).isEqualTo("review-scores");
    assertThat(settings.rejectedTopic()).isEqualTo("reviews-rejected");
    assertThat(settings.topicsCreate()).isTrue();
    assertThat(settings.inputFormat()).isEqualTo(InputFormat.AUTO);
    assertThat(settings.outputFormat()).isEqualTo(OutputFormat.AVRO);
    assertThat(settings.batchMaxReviews()).isEqualTo(64);
    assertThat(settings.batchMaxTokens()).isEqualTo(8_192);
    assertThat(settings.batchMaxDelay()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.scoringOptions()).isEqualTo(ScoringOptions.DEFAULT);
    assertThat(settings.maxRecordBytes()).isEqualTo(8 << 20);
    assertThat(settings.modelPath()).isEmpty();
    assertThat(settings.modelShadow()).isEmpty();
    assertThat(settings.modelCheckInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.threads()).isEqualTo(1);
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.startupTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void shouldLetFlagsWinOverTheEnvironmentAndThatOverTheFile() {
    Map<String, String> file =
        Map.of("input.topic", "a", "output.topic", "a2", "rejected.topic", "a3");
    Map<String, String> environment =
        Map.of("SENTIMENT_OUTPUT_TOPIC", "b2", "SENTIMENT_REJECTED_TOPIC", "b3");
    Map<String, String> flags = Map.of("rejected.topic", "c3");

    StreamSettings settings = StreamSettings.of(file, environment, flags);

    assertThat(settings.inputTopic()).isEqualTo("a");
    assertThat(settings.outputTopic()).isEqualTo("b2");
    assertThat(settings.rejectedTopic()).isEqualTo("c3");
  }

  @Test
  void shouldPassKafkaPropertiesThroughFromEverySource() {
    StreamSettings settings =
        StreamSettings.of(
            Map.of("kafka.security.protocol", "SSL", "kafka.consumer.fetch.max.bytes", "1"),
            Map.of("SENTIMENT_KAFKA_SASL_MECHANISM", "PLAIN"),
            Map.of("kafka.consumer.fetch.max.bytes", "2"));

    assertThat(settings.kafkaProperties())
        .containsOnly(
            Map.entry("security.protocol", "SSL"),
            Map.entry("sasl.mechanism", "PLAIN"),
            Map.entry("consumer.fetch.max.bytes", "2"));
  }

  @Test
  void shouldListEveryWordWhenAskedForAll() {
    assertThat(TestReviews.settings("top.words", "all").scoringOptions().topWords())
        .isEqualTo(ScoringOptions.ALL_WORDS);
  }

  @Test
  void shouldReadTheModelsPath() {
    assertThat(TestReviews.settings("model.path", "/models/a.zip").modelPath())
        .contains(Path.of("/models/a.zip"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application.id      | a b            | application.id=a b: expected 1 to 200 letters
          bootstrap.servers   | localhost      | bootstrap.servers=localhost: expected host:port
          input.topic         | ''             | input.topic=: expected 1 to 200 letters
          output.topic        | reviews        | output.topic=reviews: expected another topic than input.topic
          rejected.topic      | review-scores  | rejected.topic=review-scores: expected another topic than output.topic
          topics.create       | yes            | topics.create=yes: expected true or false
          input.format        | xml            | input.format=xml: expected auto or avro or json or text
          output.format       | text           | output.format=text: expected avro or json
          batch.max.reviews   | 0              | batch.max.reviews=0: expected a whole number from 1 to 4096
          batch.max.tokens    | many           | batch.max.tokens=many: expected a whole number from 1
          batch.max.delay.ms  | 10ms           | batch.max.delay.ms=10ms: expected a whole number from 1
          top.words           | -1             | top.words=-1: expected a whole number from 0 to 100000, or all
          uncertain.from      | 0.6            | uncertain.to=0.5: expected no less than uncertain.from=0.6
          uncertain.to        | NaN            | uncertain.to=NaN: expected a number from 0 to 1
          max.text.length     | 0              | max.text.length=0: expected a whole number from 1
          max.record.bytes    | 99999999999    | max.record.bytes=99999999999: expected a whole number from 16384
          drift.window.minutes| 0              | drift.window.minutes=0: expected a whole number from 1 to 10080
          drift.min.reviews   | 200            | drift.min.reviews=200: expected a whole number from 500
          threads             | 1.5            | threads=1.5: expected a whole number from 1 to 256
          commit.interval.ms  | 60000          | commit.interval.ms=60000: expected a whole number from 1 to 5000
          startup.timeout.ms  | 0              | startup.timeout.ms=0: expected a whole number from 100
          processing.guarantee| at_least_once  | processing.guarantee=at_least_once: expected exactly_once_v2: with a weaker guarantee, reviews that wait in a batch are lost
          kafka.poll.ms       | 100            | kafka.poll.ms=100: expected batch.max.delay.ms instead
          kafka.processing.guarantee | at_least_once | kafka.processing.guarantee=at_least_once: expected processing.guarantee instead
          intput.topic        | secret-value   | unknown setting intput.topic: expected one of [application.id,
          kafka.              | x              | unknown setting kafka.: expected one of
          """)
  void shouldNameKeyValueAndExpectedFormInOneLine(String key, String value, String message) {
    assertThatThrownBy(() -> TestReviews.settings(key, value))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n", "secret-value");
  }

  @Test
  void shouldShortenLongValuesInErrors() {
    assertThatThrownBy(() -> TestReviews.settings("input.topic", "x".repeat(10_000) + "\n"))
        .message()
        .hasSizeLessThan(300);
  }

  @Test
  void shouldReportUnknownVariablesWithoutRefusingThem() {
    Map<String, String> environment =
        Map.of(
            "SENTIMENT_INPUT_TOPC", "a",
            "SENTIMENT_PORT", "tcp://10.0.0.1:80",
            "SENTIMENT_JAVA_OPTS", "-Xmx1g",
            "PATH", "/bin");

    StreamSettings settings = StreamSettings.of(Map.of(), environment, Map.of());

    assertThat(settings.unknownVariables())
        .containsExactlyInAnyOrder("SENTIMENT_INPUT_TOPC", "SENTIMENT_PORT");
  }

  @Test
  void shouldHideSecrets() {
    StreamSettings settings =
        TestReviews.settings(
            "kafka.ssl.keystore.password", "hush1",
            "kafka.producer.sasl.jaas.config", "hush2",
            "kafka.ssl.keystore.key", "hush3",
            "kafka.sasl.oauthbearer.client.secret", "hush4",
            "kafka.ssl.keystore.location", "/etc/keys");

    assertThat(settings.describe())
        .doesNotContain("hush")
        .contains("kafka.ssl.keystore.password=[hidden]", "kafka.ssl.keystore.location=/etc/keys")
        .contains("input.topic=reviews", "batch.max.tokens=8192", "max.record.bytes=8388608")
        .doesNotContain("\n");
    assertThat(settings).hasToString(settings.describe());
  }

  @Test
  void shouldHideSecretsInErrorsAndKeepValuesOfSeveralLinesOnOne() {
    assertThat(new InvalidSettingException("kafka.ssl.key.password", "hush", "something"))
        .hasMessage("kafka.ssl.key.password=[hidden]: expected something");
    assertThat(
            TestReviews.settings("kafka.ssl.truststore.certificates", "BEGIN\nMIGH\n").describe())
        .contains("kafka.ssl.truststore.certificates=BEGIN MIGH ");
  }

  @Test
  void shouldDefineEverySettingWithItsVariable() {
    assertThat(StreamSettings.definitions())
        .extracting(Setting::key)
        .doesNotHaveDuplicates()
        .contains("input.topic", "processing.guarantee");
    assertThat(new Setting("input.topic", "", "").variable()).isEqualTo("SENTIMENT_INPUT_TOPIC");
    assertThat(StreamSettings.definitions()).allMatch(setting -> setting.doc().endsWith("."));
  }

  @Test
  void shouldServeToThisHostWithoutATokenByDefault() {
    assertThat(TestReviews.settings().webToken()).isEmpty();
    assertThat(TestReviews.settings().webPage()).isEqualTo(WebPage.AUTO);
    assertThat(TestReviews.settings().webScore()).isTrue();
    assertThat(TestReviews.settings("web.score", "off").webScore()).isFalse();
    assertThatThrownBy(() -> TestReviews.settings("web.page", "yes"))
        .hasMessage("web.page=yes: expected auto or on or off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8080",
        "http://a",
        "a,,b",
        "a,",
        "a b",
        "*,a",
        "*.a",
        "[::1]:80",
        ":::"
      })
  void shouldRefuseHostsThatNoRequestCanName(String hosts) {
    assertThatThrownBy(() -> TestReviews.settings("web.hosts", hosts))
        .hasMessage(
            "web.hosts="
                + hosts
                + ": expected names and addresses of hosts, separated by commas, without ports,"
                + " or * alone");
  }

  @Test
  void shouldHideTheTokenEvenWhereItIsWrong() {
    assertThat(TestReviews.settings("web.token", "hush-hush").webToken()).contains("hush-hush");
    assertThat(TestReviews.settings("web.token", "hush-hush").describe())
        .contains("web.token=[hidden]")
        .doesNotContain("hush");
    assertThatThrownBy(() -> TestReviews.settings("web.token", "hush"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("web.token: expected at least 8 characters of ASCII without spaces");
    assertThatThrownBy(() -> TestReviews.settings("web.token", "hush hush"))
        .isInstanceOf(InvalidSettingException.class);
  }
}
