package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.bytes;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

class DeadLettersTest {

  private static final int MAX_BYTES = 16_384;
  private static final long REJECTED_AT = 1_767_355_200_123L;
  private static final Rejection REJECTION =
      new Rejection("r1", RejectionReason.TOO_LARGE, "too large");

  private final DeadLetters deadLetters = new DeadLetters(MAX_BYTES);

  @Test
  void shouldKeepEverythingThatFits() {
    Record<byte[], OutputRecord> letter =
        deadLetters.deadLetter(input(100, 10_000, 100), REJECTION, REJECTED_AT);

    assertThat(letter.key()).hasSize(100);
    assertThat(letter.value().value()).hasSize(10_000);
    assertThat(header(letter, "trace")).hasSize(100);
    assertThat(letter.headers().lastHeader(DeadLetters.OMITTED)).isNull();
  }

  @Test
  void shouldLeaveOutTheValueWhenThatMakesItFit() {
    Record<byte[], OutputRecord> letter =
        deadLetters.deadLetter(input(100, MAX_BYTES, 100), REJECTION, REJECTED_AT);

    assertThat(letter.key()).hasSize(100);
    assertThat(letter.value().value()).isNull();
    assertThat(header(letter, "trace")).hasSize(100);
    assertThat(header(letter, DeadLetters.OMITTED)).isEqualTo("value");
  }

  @Test
  void shouldLeaveTheCoordinatesWhenNothingElseFits() {
    for (InputRecord input :
        new InputRecord[] {input(MAX_BYTES, 10, 10), input(10, 10, MAX_BYTES)}) {
      Record<byte[], OutputRecord> letter = deadLetters.deadLetter(input, REJECTION, REJECTED_AT);

      assertThat(letter.key()).isNull();
      assertThat(letter.value().value()).isNull();
      assertThat(letter.headers().lastHeader("trace")).isNull();
      assertThat(header(letter, DeadLetters.OMITTED)).isEqualTo("key,value,headers");
      assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("reviews");
      assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("3");
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("42");
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo("TOO_LARGE");
      assertThat(header(letter, DeadLetters.REJECTED_AT)).isEqualTo("1767355200123");
    }
  }

  @Test
  void shouldBoundTheMessage() {
    Rejection endless =
        new Rejection("r1", RejectionReason.SCORING_FAILED, "x".repeat(2 * MAX_BYTES));

    Record<byte[], OutputRecord> letter =
        deadLetters.deadLetter(input(10, 10, 10), endless, REJECTED_AT);

    assertThat(header(letter, DeadLetters.MESSAGE)).hasSize(1000);
    assertThat(letter.value().value()).hasSize(10);
  }

  @Test
  void shouldNotChangeTheInputsHeaders() {
    InputRecord input = input(10, 10, 10);

    deadLetters.deadLetter(input, REJECTION, REJECTED_AT);

    assertThat(input.headers().toArray()).hasSize(1);
  }

  @Test
  void shouldNeverCallARecordSmallerThanTheProducerDoes() {
    for (int i = 0; i < 200_000; i += 997) {
      InputRecord input = input(i / 7, i, i / 3);

      assertThat(input.size())
          .isGreaterThanOrEqualTo(
              AbstractRecords.estimateSizeInBytesUpperBound(
                  (byte) 2,
                  org.apache.kafka.common.record.internal.CompressionType.NONE,
                  input.key(),
                  input.value(),
                  input.headers().toArray()));
    }
  }

  private static InputRecord input(int key, int value, int header) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes("h".repeat(header)));
    return new InputRecord("reviews", 3, 42, 1_000, new byte[key], new byte[value], headers);
  }

  private static String header(Record<byte[], OutputRecord> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
