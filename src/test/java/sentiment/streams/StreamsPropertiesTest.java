package sentiment.streams;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sentiment.streams.TestReviews.settings;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

  @Test
  void shouldRunExactlyOnceWithTheSettings() {
    Properties properties =
        StreamsProperties.of(
            settings("application.id", "app", "threads", "3", "commit.interval.ms", "50"));

    assertThat(properties)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("application.id", "app")
        .containsEntry("num.stream.threads", 3)
        .containsEntry("commit.interval.ms", 50L)
        .containsEntry("ensure.explicit.internal.resource.naming", "true");
  }

  @Test
  void shouldPollNoLongerThanABatchWaits() {
    assertThat(StreamsProperties.of(settings("batch.max.delay.ms", "7")))
        .containsEntry("poll.ms", 7L);
    assertThat(StreamsProperties.of(settings("batch.max.delay.ms", "5000")))
        .containsEntry("poll.ms", 100L);
  }

  @Test
  void shouldSendTheLargestRecordThatTheSettingsAllow() {
    assertThat(producerConfig("max.record.bytes", "9000000"))
        .containsEntry("max.request.size", 9_000_000);
    assertThat(producerConfig("max.record.bytes", "16384"))
        .extractingByKey("max.request.size", as(InstanceOfAssertFactories.INTEGER))
        .isGreaterThan(ReviewBuffer.MAX_STORED_BYTES);
  }

  @Test
  void shouldPassPropertiesOnToTheClients() {
    assertThat(producerConfig("kafka.security.protocol", "SSL"))
        .containsEntry("security.protocol", "SSL");
    assertThat(producerConfig("kafka.producer.linger.ms", "3")).containsEntry("linger.ms", "3");
    assertThat(StreamsProperties.of(settings("kafka.state.dir", "/var/state")))
        .containsEntry("state.dir", "/var/state");
  }

  @Test
  void shouldRefuseWhatKafkaRefusesInOneLine() {
    assertThatThrownBy(() -> StreamsProperties.of(settings("kafka.num.standby.replicas", "few")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("kafka.*: Invalid value few for configuration num.standby.replicas")
        .message()
        .doesNotContain("\n");
  }

  private static Map<String, Object> producerConfig(String key, String value) {
    return new StreamsConfig(StreamsProperties.of(settings(key, value))).getProducerConfigs("id");
  }
}
