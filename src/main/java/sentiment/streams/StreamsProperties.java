package sentiment.streams;

import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/** The properties that Kafka Streams runs with. */
final class StreamsProperties {

  /** Streams' own default for {@code poll.ms}. */
  private static final long MAX_POLL_MS = 100;

  /**
   * Kafka Streams' own commits find half-full batches, which then cost changelog records; a fifth
   * of the transactions' time-out leaves room.
   */
  private static final long OWN_COMMIT_MS = 2000;

  private StreamsProperties() {}

  /**
   * Properties for these settings. Client ids stay Kafka's own: the application id and a random
   * part, so that instances on one host differ; {@code kafka.client.id} sets another.
   *
   * @throws InvalidSettingException if Kafka does not accept one of the {@code kafka.} properties
   */
  static Properties of(StreamSettings settings) {
    Properties properties = new Properties();
    defaults(properties);
    properties.putAll(settings.kafkaProperties());
    governed(properties, settings);
    try {
      new StreamsConfig(properties);
    } catch (ConfigException e) {
      throw new InvalidSettingException(
          SettingValues.KAFKA_PREFIX
              + "*: "
              + settings.secrets().hide(String.valueOf(e.getMessage())));
    }
    return properties;
  }

  /** The same, with a consumer that tells {@code backlog} what it polls. */
  static Properties of(StreamSettings settings, Backlog backlog) {
    Properties properties = of(settings);
    observe(properties, backlog);
    return properties;
  }

  /** What a {@code kafka.} property may override. */
  private static void defaults(Properties properties) {
    // every resource of the topology has a name; one without would change with the code
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    // there is no global thread, but Kafka warns without it; its constant is deprecated already
    properties.put("processing.exception.handler.global.enabled", "true");
    // RocksDB is not on the class path
    properties.put(
        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
        BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
    // scores repeat their field names and words, dead letters and the changelog are texts; of all
    // codecs gzip alone is read by every client
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "gzip");
    // a commit sends what lingers; below its interval, sends spread out instead of piling up there
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "10");
  }

  private static void governed(Properties properties, StreamSettings settings) {
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    // reviews that wait in a batch survive a broker's death under transactions only
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    // the processors ask for their commits themselves; this is for what they leave open
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        Math.max(OWN_COMMIT_MS, settings.commitInterval().toMillis()));
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    properties.put(UnreadableRecords.SETTINGS, settings);
    // a poll without records lasts this long, and no punctuation comes meanwhile
    properties.put(
        StreamsConfig.POLL_MS_CONFIG, Math.min(MAX_POLL_MS, settings.batchMaxDelay().toMillis()));
    // the sizes of records are checked before; the producer's own check would abort transactions
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Math.max(
            settings.maxRecordBytes(), ReviewBuffer.MAX_STORED_BYTES + ReviewBuffer.SLOT_OVERHEAD));
  }

  /** Adds ours to the interceptors that the user may have, a tracing library for example. */
  private static void observe(Properties properties, Backlog backlog) {
    String key = ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;
    String ours = BacklogInterceptor.class.getName();
    String others =
        Stream.of(StreamsConfig.mainConsumerPrefix(key), StreamsConfig.consumerPrefix(key), key)
            .map(properties::getProperty)
            .filter(Objects::nonNull)
            .findFirst()
            .map(classes -> classes + ",")
            .orElse("");
    properties.put(StreamsConfig.mainConsumerPrefix(key), others + ours);
    properties.put(StreamsConfig.mainConsumerPrefix(BacklogInterceptor.BACKLOG), backlog);
  }
}
