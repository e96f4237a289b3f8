package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import sentiment.scoring.Rejection;

/**
 * Writes records that have no score: the input's key, value, headers and timestamp untouched, and
 * behind its headers those of Kafka Streams' own dead letters (KIP-1034), {@link #REASON} and
 * {@link #REJECTED_AT}, all in UTF-8. {@link RejectedRecord} reads them back.
 *
 * <p>A record too large for the topic loses its value, then its key and headers too; {@link
 * #OMITTED} says so, and the coordinates lead to the original in the input topic.
 */
final class DeadLetters {

  static final String EXCEPTION = "__streams.errors.exception";
  static final String MESSAGE = "__streams.errors.message";
  static final String TOPIC = "__streams.errors.topic";
  static final String PARTITION = "__streams.errors.partition";
  static final String OFFSET = "__streams.errors.offset";

  /** A {@link sentiment.scoring.RejectionReason}'s name. */
  static final String REASON = "sentiment.reason";

  /** When it was rejected, in milliseconds since 1970: the record's timestamp is the review's. */
  static final String REJECTED_AT = "sentiment.rejected.at";

  /** What was left out, for example {@code value}; absent when the record is whole. */
  static final String OMITTED = "sentiment.omitted";

  /** Longest message, in UTF-16 units: an exception's text may be of any length. */
  private static final int MAX_MESSAGE_LENGTH = 1000;

  private final int maxBytes;

  /** Dead letters of at most {@code maxBytes} bytes each. */
  DeadLetters(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The dead letter of a record.
   *
   * @param rejectedAt milliseconds since 1970
   */
  Record<byte[], OutputRecord> deadLetter(InputRecord input, Rejection rejection, long rejectedAt) {
    Headers headers = describe(new RecordHeaders(input.headers()), input, rejection, rejectedAt);
    byte[] key = input.key();
    byte[] value = input.value();
    if (RecordSize.of(key, value, headers) > maxBytes) {
      value = null;
      headers.add(OMITTED, "value".getBytes(UTF_8));
    }
    if (RecordSize.of(key, value, headers) > maxBytes) {
      key = null;
      headers = describe(new RecordHeaders(), input, rejection, rejectedAt);
      headers.add(OMITTED, "key,value,headers".getBytes(UTF_8));
    }
    return new Record<>(
        key, new OutputRecord(input.partition(), value), input.timestamp(), headers);
  }

  private static Headers describe(
      Headers headers, InputRecord input, Rejection rejection, long rejectedAt) {
    String detail = rejection.detail();
    String message = detail.substring(0, Math.min(detail.length(), MAX_MESSAGE_LENGTH));
    return headers
        .add(EXCEPTION, Rejection.class.getName().getBytes(UTF_8))
        .add(MESSAGE, message.getBytes(UTF_8))
        .add(TOPIC, input.topic().getBytes(UTF_8))
        .add(PARTITION, Integer.toString(input.partition()).getBytes(UTF_8))
        .add(OFFSET, Long.toString(input.offset()).getBytes(UTF_8))
        .add(REASON, rejection.reason().name().getBytes(UTF_8))
        .add(REJECTED_AT, Long.toString(rejectedAt).getBytes(UTF_8));
  }
}
