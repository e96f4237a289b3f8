package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

class RejectedRecordTest {

  private static final long REJECTED_AT = 1_767_355_200_123L;
  private static final int MAX_BYTES = 16_384;

  @Test
  void shouldReadBackWhatWasRejected() {
    InputRecord input = input("value", new RecordHeaders().add("trace", null).add("b", bytes("x")));

    RejectedRecord read = RejectedRecord.of(letter(input)).orElseThrow();

    assertThat(read.partition()).isEqualTo(2);
    assertThat(read.offset()).isEqualTo(99);
    assertThat(read.input()).isEqualTo(input);
    assertThat(read.reason()).isEqualTo(RejectionReason.UNDECODABLE);
    assertThat(read.rejectedAt()).isEqualTo(REJECTED_AT);
    assertThat(read.isWhole()).isTrue();
    assertThat(read.hasInputTimestamp()).isTrue();
  }

  @Test
  void shouldLeaveTheHeadersThatTheInputBrought() {
    InputRecord first = input("value", new RecordHeaders().add("trace", bytes("t")));
    ConsumerRecord<byte[], byte[]> copied = letter(first);
    copied.headers().add(DeadLetters.OMITTED, bytes("value"));
    InputRecord second = input("value", copied.headers());

    RejectedRecord read = RejectedRecord.of(letter(second)).orElseThrow();

    assertThat(read.input()).isEqualTo(second);
    assertThat(read.isWhole()).isTrue();
  }

  @Test
  void shouldSayWhatIsMissing() {
    RejectedRecord value =
        RejectedRecord.of(letter(input("v".repeat(MAX_BYTES), new RecordHeaders()))).orElseThrow();
    RejectedRecord all =
        RejectedRecord.of(letter(input("v", new RecordHeaders().add("h", new byte[MAX_BYTES]))))
            .orElseThrow();

    assertThat(value.isWhole()).isFalse();
    assertThat(value.hasKey()).isTrue();
    assertThat(value.input().key()).isEqualTo(bytes("key"));
    assertThat(all.isWhole()).isFalse();
    assertThat(all.hasKey()).isFalse();
    assertThat(all.input().coordinates()).isEqualTo("reviews-3-42");
  }

  @Test
  void shouldTakeTheRecordsTimeWhenTheRejectionsIsNotThere() {
    ConsumerRecord<byte[], byte[]> old = letter(input("value", new RecordHeaders()));
    old.headers().remove(DeadLetters.REJECTED_AT);

    assertThat(RejectedRecord.of(old).orElseThrow().rejectedAt()).isEqualTo(1_000);
  }

  @Test
  void shouldNotReadWhatIsNoRejectedReview() {
    List<Optional<RejectedRecord>> read = new ArrayList<>();
    for (String name :
        List.of(
            DeadLetters.EXCEPTION,
            DeadLetters.MESSAGE,
            DeadLetters.TOPIC,
            DeadLetters.PARTITION,
            DeadLetters.OFFSET,
            DeadLetters.REASON)) {
      read.add(RejectedRecord.of(with(name, null)));
    }
    read.add(RejectedRecord.of(with(DeadLetters.PARTITION, "one")));
    read.add(RejectedRecord.of(with(DeadLetters.PARTITION, "-1")));
    read.add(RejectedRecord.of(with(DeadLetters.OFFSET, "9223372036854775808")));
    read.add(RejectedRecord.of(with(DeadLetters.OFFSET, "-7")));
    read.add(RejectedRecord.of(with(DeadLetters.REASON, "BORING")));
    read.add(RejectedRecord.of(with(DeadLetters.REJECTED_AT, "yesterday")));

    assertThat(read).hasSize(12).allMatch(Optional::isEmpty);
  }

  /** A dead letter with another value for that header, or without it. */
  private static ConsumerRecord<byte[], byte[]> with(String name, String value) {
    ConsumerRecord<byte[], byte[]> letter = letter(input("value", new RecordHeaders()));
    List<Header> headers = List.of(letter.headers().toArray());
    headers.forEach(header -> letter.headers().remove(header.key()));
    for (Header header : headers) {
      if (!header.key().equals(name)) {
        letter.headers().add(header);
      } else if (value != null) {
        letter.headers().add(name, bytes(value));
      }
    }
    return letter;
  }

  private static InputRecord input(String value, Headers headers) {
    return new InputRecord("reviews", 3, 42, 1_000, bytes("key"), bytes(value), headers);
  }

  private static ConsumerRecord<byte[], byte[]> letter(InputRecord input) {
    Record<byte[], OutputRecord> letter =
        new DeadLetters(MAX_BYTES)
            .deadLetter(
                input, new Rejection("r1", RejectionReason.UNDECODABLE, "broken"), REJECTED_AT);
    return new ConsumerRecord<>(
        "reviews-rejected",
        2,
        99,
        letter.timestamp(),
        TimestampType.CREATE_TIME,
        0,
        0,
        letter.key(),
        letter.value().value(),
        new RecordHeaders(letter.headers()),
        Optional.empty());
  }
}
