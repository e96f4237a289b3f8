package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import sentiment.scoring.Rejection;

/**
 * Writes records that have no score: the input's key, value, headers and timestamp untouched, and
 * behind its headers those of Kafka Streams' own dead letters (KIP-1034) and {@link #REASON}, all
 * in UTF-8.
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

  /** What was left out, for example {@code value}; absent when the record is whole. */
  static final String OMITTED = "sentiment.omitted";

  /** Longest message, in UTF-16 units: an exception's text may be of any length. */
  private static final int MAX_MESSAGE_LENGTH = 1000;

  private final int maxBytes;

  /** Dead letters of at most {@code maxBytes} bytes each. */
  DeadLetters(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  Record<byte[], OutputRecord> deadLetter(InputRecord input, Rejection rejection) {
    Headers headers = describe(new RecordHeaders(input.headers()), input, rejection);
    byte[] key = input.key();
    byte[] value = input.value();
    if (RecordSize.of(key, value, headers) > maxBytes) {
      value = null;
      headers.add(OMITTED, "value".getBytes(UTF_8));
    }
    if (RecordSize.of(key, value, headers) > maxBytes) {
      key = null;
      headers = describe(new RecordHeaders(), input, rejection);
      headers.add(OMITTED, "key,value,headers".getBytes(UTF_8));
    }
    return new Record<>(
        key, new OutputRecord(input.partition(), value), input.timestamp(), headers);
  }

  private static Headers describe(Headers headers, InputRecord input, Rejection rejection) {
    String detail = rejection.detail();
    String message = detail.substring(0, Math.min(detail.length(), MAX_MESSAGE_LENGTH));
    return headers
        .add(EXCEPTION, Rejection.class.getName().getBytes(UTF_8))
        .add(MESSAGE, message.getBytes(UTF_8))
        .add(TOPIC, input.topic().getBytes(UTF_8))
        .add(PARTITION, Integer.toString(input.partition()).getBytes(UTF_8))
        .add(OFFSET, Long.toString(input.offset()).getBytes(UTF_8))
        .add(REASON, rejection.reason().name().getBytes(UTF_8));
  }
}
