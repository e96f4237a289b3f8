package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.RejectionReason;

/**
 * A rejected record on its way back, with the mark that it has gone; both in one transaction.
 *
 * @param record the input record as it was, and {@link #REPLAYED}
 */
record ReplayMove(
    RejectionReason reason,
    ProducerRecord<byte[], byte[]> record,
    ProducerRecord<byte[], byte[]> mark) {

  /** Header: how many times a record has been replayed, counting from 1, in decimal digits. */
  static final String REPLAYED = "sentiment.replayed";

  /**
   * The record to send for an input record: to the partition that it came from (modulo how many
   * there are now), with its own key, value, timestamp and headers.
   */
  static ProducerRecord<byte[], byte[]> recordOf(InputRecord input, int partitions) {
    Headers headers = new RecordHeaders(input.headers());
    String replays = Integer.toString(1 + replays(headers.lastHeader(REPLAYED)));
    headers.remove(REPLAYED).add(REPLAYED, replays.getBytes(UTF_8));
    return new ProducerRecord<>(
        input.topic(),
        input.partition() % partitions,
        input.timestamp() < 0 ? null : input.timestamp(),
        input.key(),
        input.value(),
        headers);
  }

  private static int replays(@Nullable Header header) {
    String digits =
        header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /** Upper bound of the bytes that the record takes in the input topic. */
  int size() {
    return RecordSize.of(record.key(), record.value(), record.headers());
  }
}
