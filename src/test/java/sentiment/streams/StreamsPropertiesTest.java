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
        properties(settings("application.id", "app", "threads", "3", "commit.interval.ms", "3000"));

    assertThat(properties)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("application.id", "app")
        .containsEntry("num.stream.threads", 3)
        .containsEntry("commit.interval.ms", 3000L)
        .containsEntry("ensure.explicit.internal.resource.naming", "true");
  }

  @Test
  void shouldPollNoLongerThanABatchWaits() {
    assertThat(properties(settings("batch.max.delay.ms", "7"))).containsEntry("poll.ms", 7L);
    assertThat(properties(settings("batch.max.delay.ms", "5000"))).containsEntry("poll.ms", 100L);
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
    assertThat(properties(settings("kafka.state.dir", "/var/state")))
        .containsEntry("state.dir", "/var/state");
  }

  @Test
  void shouldRefuseWhatKafkaRefusesInOneLine() {
    assertThatThrownBy(() -> properties(settings("kafka.num.standby.replicas", "few")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("kafka.*: Invalid value few for configuration num.standby.replicas")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void shouldNotShowASecretThatKafkaRefuses() {
    assertThatThrownBy(
            () ->
                properties(
                    settings(
                        "kafka.security.protocol", "hush-hush", "kafka.x.password", "hush-hush")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("kafka.*: Invalid value [hidden] for configuration");
  }

  @Test
  void shouldLeaveCommitsToTheProcessors() {
    assertThat(properties(settings("commit.interval.ms", "50")))
        .containsEntry("commit.interval.ms", 2000L);
  }

  @Test
  void shouldTellTheBacklogWhatIsPolledBesideTheUsersInterceptors() {
    Backlog backlog = new Backlog(System::nanoTime);
    String theirs = "org.example.Tracing";

    Map<String, Object> consumer =
        consumerConfig(settings("kafka.consumer.interceptor.classes", theirs), backlog);

    assertThat(consumer)
        .containsEntry("interceptor.classes", theirs + "," + BacklogInterceptor.class.getName())
        .containsEntry(BacklogInterceptor.BACKLOG, backlog);
    assertThat(consumerConfig(settings(), backlog))
        .containsEntry("interceptor.classes", BacklogInterceptor.class.getName());
  }

  private static Map<String, Object> consumerConfig(StreamSettings settings, Backlog backlog) {
    return new StreamsConfig(StreamsProperties.of(settings, backlog))
        .getMainConsumerConfigs("group", "id", 0);
  }

  private static Properties properties(StreamSettings settings) {
    return StreamsProperties.of(settings);
  }

  private static Map<String, Object> producerConfig(String key, String value) {
    return new StreamsConfig(properties(settings(key, value))).getProducerConfigs("id");
  }
}
