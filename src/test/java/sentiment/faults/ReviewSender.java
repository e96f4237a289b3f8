package sentiment.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a load in order, each record once whatever happens to the brokers (idempotent). */
final class ReviewSender {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String bootstrapServers;
  private final String topic;

  ReviewSender(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** Sends records {@code from} to {@code to}, exclusive, and returns when all are acknowledged. */
  void send(ReviewLoad load, int from, int to) throws Exception {
    await(start(load, from, to, Duration.ZERO));
  }

  /** The same in another thread, with a pause after each record; await the result. */
  CompletableFuture<Void> start(ReviewLoad load, int from, int to, Duration pause) {
    return CompletableFuture.runAsync(() -> run(load, from, to, pause, () -> false));
  }

  /**
   * Sends records from the first on, with a pause after each, until there are enough; the result is
   * how many there were.
   */
  CompletableFuture<Integer> startUntil(BooleanSupplier enough, ReviewLoad load, Duration pause) {
    return CompletableFuture.supplyAsync(() -> run(load, 0, load.size(), pause, enough));
  }

  /** Fails if a record was not acknowledged. */
  static <T extends @Nullable Object> T await(CompletableFuture<T> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    return sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private int run(ReviewLoad load, int from, int to, Duration pause, BooleanSupplier enough) {
    int number = from;
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.idempotence",
            true,
            "acks",
            "all",
            "linger.ms",
            5,
            // a topic that was just made may refuse the first batch and take the second: a retry of
            // the first is out of order for good
            "max.in.flight.requests.per.connection",
            1,
            "delivery.timeout.ms",
            (int) PATIENCE.toMillis());
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (; number < to && !enough.getAsBoolean(); number++) {
        producer.send(
            new ProducerRecord<>(
                topic, load.partition(number), load.key(number), load.value(number)),
            (metadata, error) -> failure.compareAndSet(null, error));
        if (!pause.isZero()) {
          LockSupport.parkNanos(pause.toNanos());
        }
      }
    }
    Exception error = failure.get();
    if (error != null) {
      throw new IllegalStateException("a review could not be sent", error);
    }
    return number;
  }
}
