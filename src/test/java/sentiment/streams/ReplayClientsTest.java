package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.settings;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayClientsTest {

  @Test
  void shouldReadCommittedRecordsWithoutAGroup() {
    assertThat(clients().consumerConfig())
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("allow.auto.create.topics", "false")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("client.id", "app-replay")
        .doesNotContainKey("group.id");
  }

  @Test
  void shouldSendInTransactionsWhateverTheLargestRecord() {
    assertThat(clients("max.record.bytes", "9000000").producerConfig("marks"))
        .containsEntry("transactional.id", "marks")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.request.size", 9_000_000);
  }

  @Test
  void shouldPassPropertiesOnToTheClientsThatKnowThem() {
    ReplayClients clients =
        clients(
            "kafka.security.protocol", "SSL",
            "kafka.producer.linger.ms", "3",
            "kafka.consumer.fetch.min.bytes", "7",
            "kafka.group.protocol", "streams",
            "kafka.state.dir", "/var/state");

    Map<String, Object> consumer = clients.consumerConfig();
    Map<String, Object> producer = clients.producerConfig("marks");

    assertThat(consumer)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("fetch.min.bytes", "7")
        .containsEntry("group.protocol", "classic")
        .doesNotContainKeys("linger.ms", "state.dir");
    assertThat(producer)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("linger.ms", "3")
        .doesNotContainKeys("fetch.min.bytes", "state.dir", "group.protocol");
  }

  private static ReplayClients clients(String... keysAndValues) {
    String[] all = new String[keysAndValues.length + 2];
    System.arraycopy(keysAndValues, 0, all, 0, keysAndValues.length);
    all[keysAndValues.length] = "application.id";
    all[keysAndValues.length + 1] = "app";
    StreamSettings settings = settings(all);
    return new ReplayClients(settings, StreamsProperties.of(settings));
  }
}
