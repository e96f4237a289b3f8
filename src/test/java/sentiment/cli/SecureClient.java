package sentiment.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and reads over TLS as a user with a password. */
final class SecureClient {

  private final Map<String, Object> config;

  SecureClient(String bootstrapServers, KeyStores stores, String user, String password) {
    config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "SCRAM-SHA-512",
            "sasl.jaas.config",
            jaas(user, password),
            "ssl.truststore.location",
            stores.trust().toString(),
            "ssl.truststore.type",
            "PKCS12",
            "ssl.truststore.password",
            stores.password(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            "false");
  }

  /** The login line of a user. */
  static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required"
        + " username=\"%s\" password=\"%s\";".formatted(user, password.replace("\"", "\\\""));
  }

  void send(String topic, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
  }

  /** The first committed value of partition 0, empty if the time or the hope for it ran out. */
  Optional<String> first(String topic, Duration patience, BooleanSupplier hope) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      long start = System.nanoTime();
      while (System.nanoTime() - start < patience.toNanos() && hope.getAsBoolean()) {
        for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
          return Optional.of(found.value());
        }
      }
      return Optional.empty();
    }
  }
}
