package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewProducerTest {

  @Test
  void shouldPassOnTheConnectionsPropertiesAndGiveUpInTheEnd() {
    Map<String, Object> config =
        config(Map.of("kafka.security.protocol", "SASL_SSL", "kafka.ssl.truststore.type", "PEM"));
    assertThat(config)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("max.in.flight.requests.per.connection", 1)
        .containsEntry("delivery.timeout.ms", 120_000)
        .doesNotContainKey("transactional.id");
  }

  @Test
  void shouldGiveUpWhenTheUserSays() {
    assertThat(config(Map.of("kafka.producer.delivery.timeout.ms", "30500")))
        .hasEntrySatisfying("delivery.timeout.ms", value -> assertThat(value).hasToString("30500"));
  }

  @Test
  void shouldWriteTheFormThatTheTopicExpects() {
    assertThat(encode("text", " {\"a\":1}")).isEqualTo(" {\"a\":1}".getBytes(UTF_8));
    assertThat(new String(encode("json", "good"), UTF_8))
        .contains("\"review_id\":\"r1\"", "\"text\":\"good\"");
    assertThat(encode("avro", "good"))
        .startsWith(AvroFraming.header(AvroFraming.schemaId(AvroFraming.REVIEW)));
  }

  private static byte[] encode(String format, String text) {
    return ReviewEncoder.of(settings(Map.of("input.format", format))).encode("r1", text, 0);
  }

  private static Map<String, Object> config(Map<String, String> flags) {
    StreamSettings settings = settings(flags);
    return ReviewProducer.config(settings, StreamsProperties.of(settings));
  }

  private static StreamSettings settings(Map<String, String> flags) {
    return StreamSettings.of(Map.of(), Map.of(), flags);
  }
}
