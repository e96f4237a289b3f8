package sentiment.streams;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The clients of a replay, with the properties that Kafka Streams derives for its own: those behind
 * {@code kafka.} get to the clients that know them.
 */
final class ReplayClients {

  private final StreamSettings settings;
  private final StreamsConfig config;
  private final String clientId;

  /** For the properties that Kafka Streams would run with. */
  ReplayClients(StreamSettings settings, Properties properties) {
    this.settings = settings;
    this.config = new StreamsConfig(properties);
    this.clientId = settings.applicationId() + "-replay";
  }

  /** A consumer of committed records that belongs to no group. */
  Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Map<String, Object> consumerConfig() {
    // a restore consumer is one without a group, too
    Map<String, Object> consumer = config.getRestoreConsumerConfigs(clientId);
    // retention may remove records while they are read
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // nobody waits for new records; a fetch that does holds up that of the next partition asked for
    consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    return consumer;
  }

  /**
   * A producer with transactions.
   *
   * @param transactionalId two producers with the same exclude each other
   */
  Producer<byte[], byte[]> producer(String transactionalId) {
    return new KafkaProducer<>(
        producerConfig(transactionalId), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Map<String, Object> producerConfig(String transactionalId) {
    Map<String, Object> producer = config.getProducerConfigs(clientId);
    producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRecordBytes());
    return producer;
  }
}
