package sentiment.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads a topic's committed records once: from its beginning to where its end was when the scan was
 * made. From {@link #start} until {@link #isDone} the consumer is the scan's alone.
 */
final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(500);

  /** A minute without a single record or marker. */
  private static final int MAX_IDLE_POLLS = 120;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<TopicPartition, Long> beginnings;
  private final Map<TopicPartition, Long> ends;
  private final long total;

  /** Finds out where the topic begins and ends; takes the consumer for that. */
  TopicScan(Consumer<byte[], byte[]> consumer, String topic, int partitions) {
    this.consumer = consumer;
    this.topic = topic;
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all); // or the client warns that they are not
    beginnings = consumer.beginningOffsets(all);
    ends = consumer.endOffsets(all);
    total = all.stream().mapToLong(p -> end(p) - beginning(p)).sum();
  }

  /** First offset of each partition. */
  Map<Integer, Long> beginnings() {
    Map<Integer, Long> offsets = new HashMap<>();
    beginnings.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
    return offsets;
  }

  /** Takes the consumer again and goes to the beginning. */
  void start() {
    consumer.assign(beginnings.keySet());
    beginnings.forEach(consumer::seek);
  }

  boolean isDone() {
    return beginnings.keySet().stream().allMatch(p -> consumer.position(p) >= end(p));
  }

  /** Records read and those that are none (markers of transactions, removed ones). */
  long done() {
    return beginnings.keySet().stream()
        .mapToLong(p -> Math.min(consumer.position(p), end(p)) - beginning(p))
        .sum();
  }

  /** What {@link #done} comes to in the end. */
  long total() {
    return total;
  }

  /**
   * The next records, at least one unless the scan is done.
   *
   * @throws TimeoutException if the brokers deliver nothing for a minute
   */
  List<ConsumerRecord<byte[], byte[]>> next() {
    long before = done();
    for (int poll = 0; poll < MAX_IDLE_POLLS; poll++) {
      if (isDone()) {
        return List.of();
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      List<ConsumerRecord<byte[], byte[]>> wanted =
          records.partitions().stream()
              .flatMap(p -> records.records(p).stream().filter(r -> r.offset() < end(p)))
              .toList();
      if (!wanted.isEmpty()) {
        return wanted;
      }
      if (done() > before) {
        before = done();
        poll = 0;
      }
    }
    throw new TimeoutException("the brokers deliver no more records of topic " + topic);
  }

  private long beginning(TopicPartition partition) {
    return beginnings.getOrDefault(partition, 0L);
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }
}
