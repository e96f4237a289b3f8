package sentiment.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to the input topic, as any producer of reviews does: without transactions, over the
 * connection of the settings. For one thread; {@link #close} may come from another.
 */
public final class ReviewProducer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReviewProducer.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Kafka Streams' producers wait for brokers for ever; whoever sends reviews wants to know. */
  private static final int DELIVERY_TIMEOUT_MS = 120_000;

  private final String topic;
  private final KafkaFailures failures;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong arrived = new AtomicLong();
  private volatile @Nullable Exception failure;

  private ReviewProducer(StreamSettings settings, Properties properties) {
    this.topic = settings.inputTopic();
    this.failures = KafkaFailures.of(settings, properties);
    try {
      this.producer =
          new KafkaProducer<>(
              config(settings, properties), new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw failures.unusable(e);
    }
  }

  /**
   * Connects to the brokers and finds the input topic.
   *
   * @throws InvalidSettingException if Kafka does not accept one of its properties
   * @throws StreamFailedException if the brokers don't answer, the topic is missing, or the user
   *     must not write to it
   */
  public static ReviewProducer open(StreamSettings settings) {
    for (String variable : settings.unknownVariables()) {
      LOG.warn("environment variable {} sets nothing", variable);
    }
    Properties properties = StreamsProperties.of(settings);
    try (StreamTopics topics = new StreamTopics(settings, properties)) {
      topics.require(settings.inputTopic(), AclOperation.WRITE);
    }
    return new ReviewProducer(settings, properties);
  }

  static Map<String, Object> config(StreamSettings settings, Properties properties) {
    Map<String, Object> config =
        new StreamsConfig(properties).getProducerConfigs(settings.applicationId() + "-reviews");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxRecordBytes());
    // a topic that was just made may refuse the first batch and take the second: a retry of the
    // first is out of order for good
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.replace(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE, DELIVERY_TIMEOUT_MS);
    return config;
  }

  /**
   * Hands a record to the producer; it is on its way when this returns.
   *
   * @param key null for none
   * @param value null for a record without one
   * @throws StreamFailedException if this record or one before it can't be sent
   * @throws InterruptedException if the thread was interrupted; the record may not be sent
   */
  public void send(byte @Nullable [] key, byte @Nullable [] value) throws InterruptedException {
    check();
    try {
      Future<?> unused = // a failure reaches the callback
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (metadata, error) -> {
                if (error == null) {
                  arrived.incrementAndGet();
                } else {
                  failure = error;
                }
              });
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException | IllegalStateException e) {
      failure = e;
    }
    check();
  }

  /**
   * Waits until the brokers have all records.
   *
   * @throws StreamFailedException if they don't take one
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public void flush() throws InterruptedException {
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw interrupted(e);
    }
    check();
  }

  private static InterruptedException interrupted(InterruptException cause) {
    boolean unused = Thread.interrupted(); // Kafka has set the flag again
    InterruptedException interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    return interrupted;
  }

  /**
   * Passes on what became known of records that were sent.
   *
   * @throws StreamFailedException if one of them could not be sent
   */
  public void check() {
    Exception cause = failure;
    if (cause != null) {
      throw failures.failed("send reviews to topic " + topic, topic, cause);
    }
  }

  /** How many records the brokers have taken so far. */
  public long arrived() {
    return arrived.get();
  }

  /**
   * Waits a moment for what is on its way, then closes the connection; {@link #check} knows of all
   * that did not arrive.
   */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
