package sentiment.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import sentiment.streams.StreamObserver;

/**
 * What Kafka Streams and its clients measure of themselves. Looks every few seconds which meters
 * there are now: those of a task or partition come and go with it.
 */
final class KafkaMeters implements StreamObserver, AutoCloseable {

  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "kafka-meters");
            daemon.setDaemon(true);
            return daemon;
          });
  private @Nullable KafkaStreamsMetrics binder;

  KafkaMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public synchronized void created(KafkaStreams streams) {
    binder = new KafkaStreamsMetrics(streams, List.of(), thread, REFRESH);
    binder.bindTo(registry);
  }

  /** Takes all of them out. */
  @Override
  public synchronized void close() {
    thread.shutdownNow();
    if (binder != null) {
      binder.close();
    }
  }
}
