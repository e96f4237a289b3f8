package sentiment.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import sentiment.streams.StreamObserver;

/**
 * What Kafka Streams and its clients measure of themselves. Looks every few seconds which meters
 * there are now: those of a task or partition come and go with it.
 */
final class KafkaMeters implements StreamObserver, AutoCloseable {

  private static final Duration REFRESH = Duration.ofSeconds(5);

  /**
   * What nobody asks for, a third of Kafka's: connections to each broker, second sign-ins,
   * operations of the buffer's store, latencies of which {@code sentiment_end_to_end_seconds} has
   * the distribution.
   */
  private static final Pattern UNUSED =
      Pattern.compile(
          "kafka\\.(.*\\.node\\.(request|response|incoming|outgoing)\\..*"
              + "|.*\\.(successful\\.(re)?authentication|failed\\.reauthentication)\\..*"
              + "|stream\\.state\\.(?!updater\\.).*"
              + "|stream\\.processor\\.node\\.record\\.e2e\\..*"
              + "|consumer\\.fetch\\.manager\\.preferred\\..*)");

  /** Has to be in a registry before Kafka's meters are. */
  static final MeterFilter USED = MeterFilter.deny(id -> UNUSED.matcher(id.getName()).matches());

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
