package sentiment.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What each stream thread has polled and not yet processed, and when it last asked for a commit.
 * Kafka Streams hands records over one by one and does not say whether more are at hand; with this
 * a batch is scored as soon as there are none, and never waits for reviews that may not come.
 *
 * <p>Every thread sees its own part only: polling and processing happen in the same one.
 */
final class Backlog {

  private static final class OfThread {
    private final Map<TopicPartition, Long> lastPolled = new HashMap<>();
    private long lastCommit;

    private OfThread(long now) {
      lastCommit = now;
    }
  }

  private final LongSupplier nanoTime;

  @SuppressWarnings("ThreadLocalUsage") // of one thread and one application
  private final ThreadLocal<OfThread> threads;

  /** Measures time by {@code nanoTime}, which runs as {@link System#nanoTime} does. */
  Backlog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.threads = ThreadLocal.withInitial(() -> new OfThread(nanoTime.getAsLong()));
  }

  /** The calling thread has polled these records. */
  void polled(ConsumerRecords<?, ?> records) {
    Map<TopicPartition, Long> lastPolled = threads.get().lastPolled;
    for (TopicPartition partition : records.partitions()) {
      List<? extends ConsumerRecord<?, ?>> polled = records.records(partition);
      lastPolled.put(partition, polled.get(polled.size() - 1).offset());
    }
  }

  /**
   * The calling thread has processed a record.
   *
   * @return whether it was the last one at hand of its partition; false for a partition that was
   *     never polled
   */
  boolean processed(TopicPartition partition, long offset) {
    Map<TopicPartition, Long> lastPolled = threads.get().lastPolled;
    Long last = lastPolled.get(partition);
    if (last == null || offset < last) {
      return false;
    }
    lastPolled.remove(partition);
    return true;
  }

  /** The calling thread gives a partition up; what it has polled of it goes to another. */
  void forget(TopicPartition partition) {
    threads.get().lastPolled.remove(partition);
  }

  /**
   * Whether the calling thread should commit now: it has nothing else to do, or was last told so an
   * {@code interval} ago.
   */
  boolean isCommitDue(Duration interval) {
    OfThread thread = threads.get();
    long now = nanoTime.getAsLong();
    if (!thread.lastPolled.isEmpty() && now - thread.lastCommit < interval.toNanos()) {
      return false;
    }
    thread.lastCommit = now;
    return true;
  }
}
