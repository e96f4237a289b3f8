package sentiment.demo;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sentiment.streams.ReviewProducer;
import sentiment.streams.StreamFailedException;

/** Sends records in a thread of its own, so that results are shown while others are still sent. */
final class DemoSender implements AutoCloseable {

  private final ReviewProducer producer;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile @Nullable StreamFailedException failure;

  /**
   * Starts to send.
   *
   * @param producer is closed with this
   * @param perSecond how many a second, 0 for as many as the broker takes
   * @param clock tells when a record was sent
   */
  DemoSender(ReviewProducer producer, List<DemoRecord> records, int perSecond, Clock clock) {
    this.producer = producer;
    thread = new Thread(() -> sendAll(records, perSecond, clock), "demo-reviews");
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
   * @throws StreamFailedException when a record could not be sent
   */
  void check() {
    StreamFailedException cause = failure;
    if (cause != null) {
      throw cause;
    }
    producer.check();
  }

  /** Stops, whether all is sent or not. */
  @Override
  public void close() {
    thread.interrupt();
    producer.close();
  }

  private void sendAll(List<DemoRecord> records, int perSecond, Clock clock) {
    try {
      new ReviewSender(producer, perSecond)
          .send(records.iterator(), record -> sent.put(record.review().id(), clock.millis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed before all was sent
    } catch (StreamFailedException e) {
      failure = e;
    }
  }
}
