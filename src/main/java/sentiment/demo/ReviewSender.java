package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records in a thread of its own, so that results are shown while others are still sent. */
final class ReviewSender implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Clock clock;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile @Nullable Exception failure;

  /**
   * Starts to send.
   *
   * @param perSecond how many a second, 0 for as many as the broker takes
   * @param clock tells when a record was sent
   */
  ReviewSender(String broker, String topic, List<DemoRecord> records, int perSecond, Clock clock) {
    this.topic = topic;
    this.clock = clock;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker,
            "max.request.size",
            EmbeddedBroker.MAX_RECORD_BYTES,
            // a topic that was just made may refuse the first batch and take the second: a retry of
            // the first is out of order for good
            "max.in.flight.requests.per.connection",
            1);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    thread = new Thread(() -> sendAll(records, perSecond), "demo-reviews");
    thread.setDaemon(true);
    thread.start();
  }

  /** When a record was handed to the producer, in milliseconds; null if it was not yet. */
  @Nullable Long sentAt(String id) {
    return sent.get(id);
  }

  /**
   * Passes on what went wrong in the thread.
   *
   * @throws IllegalStateException when a record could not be sent; the message is one line
   */
  void check() {
    Exception cause = failure;
    if (cause != null) {
      throw new IllegalStateException("can't send reviews: " + cause.getMessage(), cause);
    }
  }

  /** Stops, whether all is sent or not. */
  @Override
  public void close() {
    thread.interrupt();
    producer.close(CLOSE_TIMEOUT);
  }

  private void sendAll(List<DemoRecord> records, int perSecond) {
    long start = System.nanoTime();
    try {
      for (int i = 0; i < records.size() && failure == null; i++) {
        if (perSecond > 0) {
          long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
          TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        send(records.get(i));
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt(); // closed before all was sent
    } catch (KafkaException | IllegalStateException e) {
      failure = e;
    }
  }

  private void send(DemoRecord record) {
    String id = record.review().id();
    byte[] value = record.value().bytes();
    sent.put(id, clock.millis());
    Future<RecordMetadata> unused = // a failure reaches the callback
        producer.send(
            new ProducerRecord<>(topic, id.getBytes(UTF_8), value),
            (metadata, error) -> {
              if (error != null) {
                failure = error;
              }
            });
  }
}
