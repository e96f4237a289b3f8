package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerIT {

  private static final String TOPIC = "words";

  @TempDir Path dir;

  @Test
  void shouldCarryRecordsOfEightMegabytes() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      broker.createTopic(TOPIC, 1);
      byte[] huge = new byte[8 << 20];
      huge[huge.length - 1] = 7;

      produce(broker, huge);

      assertThat(consume(broker, 1)).containsExactly(huge);
    }
  }

  @Test
  void shouldKeepDataAndAddressAcrossRestarts() throws Exception {
    String address;
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      address = broker.bootstrapServers();
      broker.createTopic(TOPIC, 1);
      produce(broker, new byte[] {1});
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      produce(broker, new byte[] {2});

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(consume(broker, 2)).containsExactly(new byte[] {1}, new byte[] {2});
    }
  }

  @Test
  void shouldCreateTopicsOnceAndNoneUnasked() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      broker.createTopic(TOPIC, 3);
      broker.createTopic(TOPIC, 5);
      try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
        assertThatThrownBy(() -> producer.partitionsFor("unasked"))
            .isInstanceOf(TimeoutException.class);
      }

      try (Admin admin = Admin.create(client(broker))) {
        assertThat(admin.listTopics().names().get()).isEqualTo(Set.of(TOPIC));
        assertThat(admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values())
            .singleElement()
            .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
      }
      assertThatThrownBy(() -> broker.createTopic("no/topic", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("no topic no/topic: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void shouldRunTwiceInOneProcess(@TempDir Path other) throws Exception {
    try (EmbeddedBroker one = EmbeddedBroker.start(dir);
        EmbeddedBroker two = EmbeddedBroker.start(other)) {
      one.createTopic(TOPIC, 1);
      two.createTopic(TOPIC, 1);
      produce(one, new byte[] {1});
      produce(two, new byte[] {2});

      assertThat(consume(one, 1)).containsExactly(new byte[] {1});
      assertThat(consume(two, 1)).containsExactly(new byte[] {2});
    }
  }

  @Test
  void shouldStopQuicklyEvenWithClientsConnected() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(dir);
    broker.createTopic(TOPIC, 1);
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      producer.send(new ProducerRecord<>(TOPIC, new byte[1])).get();

      long start = System.nanoTime();
      broker.close();
      broker.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void shouldSayInOneLineWhyItDoesNotStart() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));

    assertThatThrownBy(() -> EmbeddedBroker.start(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no broker in " + file + ": ")
        .hasMessageNotContaining("\n");
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("lock");
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  private static void produce(EmbeddedBroker broker, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get(20, TimeUnit.SECONDS);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "max.request.size",
            EmbeddedBroker.MAX_RECORD_BYTES,
            "max.block.ms",
            "2000");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<byte[]> consume(EmbeddedBroker broker, int expected) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            client(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < expected && System.nanoTime() < giveUp) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
