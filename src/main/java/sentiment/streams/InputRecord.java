package sentiment.streams;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One record of the input topic, untouched, so that a dead letter can repeat it byte for byte. The
 * arrays are the consumer's own; nobody writes to them.
 *
 * @param timestamp milliseconds since 1970-01-01 UTC, never negative
 */
record InputRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {

  static InputRecord of(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return new InputRecord(
        metadata.topic(),
        metadata.partition(),
        metadata.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        new RecordHeaders(record.headers()));
  }

  /** Where the record lies, {@code topic-partition-offset}. */
  String coordinates() {
    return topic + "-" + partition + "-" + offset;
  }

  /** Upper bound of the bytes it takes in a topic. */
  int size() {
    return RecordSize.of(key, value, headers);
  }
}
