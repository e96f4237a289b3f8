package sentiment.streams;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Gets the input records that dead letters hold only a part of, as long as they are there. */
final class OriginalReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MAX_IDLE_POLLS = 120;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final int partitions;
  private @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * @param consumers asked when there is something to read
   * @param partitions how many the input topic has
   */
  OriginalReader(Supplier<Consumer<byte[], byte[]>> consumers, int partitions) {
    this.consumers = consumers;
    this.partitions = partitions;
  }

  /**
   * The record that was rejected; empty if it is gone.
   *
   * @throws TimeoutException if the brokers deliver nothing for a minute
   */
  Optional<InputRecord> find(RejectedRecord rejected) {
    InputRecord wanted = rejected.input();
    if (wanted.partition() >= partitions) {
      return Optional.empty();
    }
    TopicPartition partition = new TopicPartition(wanted.topic(), wanted.partition());
    return recordAt(partition, wanted.offset())
        .filter(found -> isSame(found, rejected))
        .map(
            found ->
                new InputRecord(
                    wanted.topic(),
                    wanted.partition(),
                    wanted.offset(),
                    found.timestamp(),
                    found.key(),
                    found.value(),
                    new RecordHeaders(found.headers())));
  }

  private Optional<ConsumerRecord<byte[], byte[]>> recordAt(TopicPartition partition, long offset) {
    Consumer<byte[], byte[]> reader = reader();
    List<TopicPartition> one = List.of(partition);
    reader.assign(one);
    long end = reader.endOffsets(one).getOrDefault(partition, 0L);
    if (offset < reader.beginningOffsets(one).getOrDefault(partition, 0L) || offset >= end) {
      return Optional.empty();
    }
    reader.seek(partition, offset);
    for (int poll = 0; poll < MAX_IDLE_POLLS; poll++) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL).records(partition)) {
        return Optional.of(record).filter(first -> first.offset() == offset);
      }
      if (reader.position(partition) > offset) { // a marker, or removed since
        return Optional.empty();
      }
    }
    throw new TimeoutException("the brokers deliver no more records of topic " + partition.topic());
  }

  /** A topic that was deleted and created again may have another record there. */
  private static boolean isSame(ConsumerRecord<byte[], byte[]> found, RejectedRecord rejected) {
    InputRecord input = rejected.input();
    boolean sameKey = !rejected.hasKey() || Arrays.equals(found.key(), input.key());
    boolean sameTime =
        !rejected.hasInputTimestamp()
            || found.timestamp() < 0
            || found.timestamp() == input.timestamp();
    return sameKey && sameTime;
  }

  private Consumer<byte[], byte[]> reader() {
    Consumer<byte[], byte[]> reader = consumer;
    if (reader == null) {
      reader = consumers.get();
      consumer = reader;
    }
    return reader;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
