package sentiment.streams;

import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The checks of brokers, topics and schemas that come before a stream, in a thread of their own:
 * they wait for others most of the time, in which the model can be read and warmed up. They make
 * missing topics and register schemas, also where the model turns out to be unusable.
 */
public final class StreamPreparation {

  /** What the checks found and made. */
  record Prepared(
      Properties properties,
      Backlog backlog,
      int partitions,
      int maxRecordBytes,
      SchemaRegistry registry) {}

  private final StreamSettings settings;
  private final FutureTask<Prepared> checks;

  private StreamPreparation(StreamSettings settings) {
    this.settings = settings;
    this.checks = new FutureTask<>(() -> prepare(settings));
  }

  /** Begins to check; what is wrong is told to {@link ScoringApplication#start}. */
  public static StreamPreparation begin(StreamSettings settings) {
    StreamPreparation preparation = new StreamPreparation(settings);
    Thread thread = new Thread(preparation.checks, "sentiment-preparation");
    thread.setDaemon(true); // who finds another reason not to start does not wait for the brokers
    thread.start();
    return preparation;
  }

  StreamSettings settings() {
    return settings;
  }

  /**
   * Waits for the checks, as long as the start-up time-out lasts at most.
   *
   * @throws InvalidSettingException if Kafka does not accept one of its properties
   * @throws StreamFailedException if the brokers or the schema registry don't answer, a topic is
   *     missing or a schema is refused
   */
  Prepared await() {
    try {
      return checks.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException found) {
        throw found;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      checks.cancel(true);
      Thread.currentThread().interrupt();
      throw new StreamFailedException("interrupted while the brokers were being checked", e);
    }
  }

  private static Prepared prepare(StreamSettings settings) {
    Backlog backlog = new Backlog(System::nanoTime);
    Properties properties = StreamsProperties.of(settings, backlog);
    int partitions;
    int maxRecordBytes;
    try (StreamTopics topics = new StreamTopics(settings, properties)) {
      partitions = topics.prepare();
      maxRecordBytes = topics.maxRecordBytes();
    }
    return new Prepared(
        properties, backlog, partitions, maxRecordBytes, SchemaRegistry.open(settings));
  }
}
