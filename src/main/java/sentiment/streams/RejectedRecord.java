package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.RejectionReason;

/**
 * A record of the rejected topic, read back: the inverse of {@link DeadLetters}.
 *
 * @param partition where it lies in the rejected topic, with {@code offset}
 * @param input the input record as far as the dead letter holds it, without the dead letter's
 *     headers; its coordinates are always right
 * @param rejectedAt milliseconds since 1970; the record's timestamp when the dead letter is of a
 *     program that did not write this yet
 * @param omitted what {@code input} lacks, as in {@link DeadLetters#OMITTED}; empty for nothing
 * @param hasInputTimestamp whether {@code input}'s timestamp is the original's; false when the
 *     rejected topic writes its own
 */
record RejectedRecord(
    int partition,
    long offset,
    InputRecord input,
    RejectionReason reason,
    long rejectedAt,
    String omitted,
    boolean hasInputTimestamp) {

  /** What every dead letter has; the last of a name, for the input may have brought its own. */
  private static final List<String> REQUIRED =
      List.of(
          DeadLetters.EXCEPTION,
          DeadLetters.MESSAGE,
          DeadLetters.TOPIC,
          DeadLetters.PARTITION,
          DeadLetters.OFFSET,
          DeadLetters.REASON);

  /** The dead letter's own only behind its reason: before it, they came with the input. */
  private static final List<String> OPTIONAL =
      List.of(DeadLetters.REJECTED_AT, DeadLetters.OMITTED);

  /** Reads a record; empty if it lacks what {@link DeadLetters} writes. */
  static Optional<RejectedRecord> of(ConsumerRecord<byte[], byte[]> letter) {
    Map<String, String> own = new HashMap<>();
    Deque<Header> original = new ArrayDeque<>();
    Header[] headers = letter.headers().toArray();
    for (int i = headers.length - 1; i >= 0; i--) {
      if (isOwn(headers[i].key(), own)) {
        own.put(headers[i].key(), text(headers[i].value()));
      } else {
        original.addFirst(headers[i]);
      }
    }
    if (!own.keySet().containsAll(REQUIRED)) {
      return Optional.empty();
    }
    try {
      int partition = Integer.parseInt(value(own, DeadLetters.PARTITION));
      long offset = Long.parseLong(value(own, DeadLetters.OFFSET));
      if (partition < 0 || offset < 0) {
        return Optional.empty();
      }
      InputRecord input =
          new InputRecord(
              value(own, DeadLetters.TOPIC),
              partition,
              offset,
              letter.timestamp(),
              letter.key(),
              letter.value(),
              new RecordHeaders(original));
      String rejectedAt = value(own, DeadLetters.REJECTED_AT);
      return Optional.of(
          new RejectedRecord(
              letter.partition(),
              letter.offset(),
              input,
              RejectionReason.valueOf(value(own, DeadLetters.REASON)),
              rejectedAt.isEmpty() ? letter.timestamp() : Long.parseLong(rejectedAt),
              value(own, DeadLetters.OMITTED),
              letter.timestampType() == TimestampType.CREATE_TIME));
    } catch (IllegalArgumentException e) { // of the numbers or the reason
      return Optional.empty();
    }
  }

  /** Headers are looked at from the last to the first. */
  private static boolean isOwn(String name, Map<String, String> found) {
    return !found.containsKey(name)
        && (REQUIRED.contains(name)
            || (OPTIONAL.contains(name) && !found.containsKey(DeadLetters.REASON)));
  }

  private static String value(Map<String, String> own, String name) {
    return own.getOrDefault(name, "");
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, UTF_8);
  }

  /** Whether {@code input} is the input record, and not only a part of it. */
  boolean isWhole() {
    return omitted.isEmpty();
  }

  /** Whether {@code input}'s key is the original's, which may be null. */
  boolean hasKey() {
    return !List.of(omitted.split(",")).contains("key");
  }
}
