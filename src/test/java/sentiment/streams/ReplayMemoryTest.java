package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.NOON;
import static sentiment.streams.TestReviews.bytes;
import static sentiment.streams.TestReviews.input;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sentiment.scoring.RejectionReason;

class ReplayMemoryTest {

  private static final Uuid ID = Uuid.fromString("-A_ifmP2RX-Ms9nkXvAkzQ");
  private static final long BEGINNING = 5_000_000_000L;

  private final ReplayMemory memory = memory(ID);

  @Test
  void shouldKnowItsMarksAgain() {
    ProducerRecord<byte[], byte[]> mark = memory.mark(rejected(1, BEGINNING + 3), NOON.instant());
    memory.restore(stored(text(mark.key()), mark.value()));

    assertThat(memory.contains(rejected(1, BEGINNING + 3))).isTrue();
    assertThat(memory.contains(rejected(1, BEGINNING + 4))).isFalse();
    assertThat(memory.contains(rejected(0, BEGINNING + 3))).isFalse();
    assertThat(text(mark.key())).isEqualTo("-A_ifmP2RX-Ms9nkXvAkzQ-1-5000000003");
    assertThat(text(mark.value()))
        .isEqualTo("{\"replayed_at\":1767355200123,\"reason\":\"EMPTY_TEXT\"}");
    assertThat(memory.tombstones()).isEmpty();
  }

  @Test
  void shouldTellATopicFromItsPredecessorOfTheSameName() {
    ProducerRecord<byte[], byte[]> mark =
        memory(Uuid.randomUuid()).mark(rejected(1, BEGINNING), NOON.instant());
    memory.restore(stored(text(mark.key()), mark.value()));

    assertThat(memory.contains(rejected(1, BEGINNING))).isFalse();
    assertThat(memory.tombstones())
        .singleElement()
        .satisfies(tombstone -> assertThat(tombstone.key()).isEqualTo(mark.key()))
        .satisfies(tombstone -> assertThat(tombstone.value()).isNull());
  }

  @Test
  void shouldForgetMarksOfRecordsThatAreGone() {
    memory.restore(stored(ID + "-1-" + (BEGINNING - 1), bytes("{}")));
    memory.restore(stored(ID + "-7-" + BEGINNING, bytes("{}")));
    memory.restore(stored(ID + "-1-17", bytes("{}")));
    memory.restore(stored(ID + "-1-17", null)); // forgotten before

    assertThat(memory.tombstones())
        .extracting(tombstone -> text(tombstone.key()))
        .containsExactly(ID + "-1-" + (BEGINNING - 1), ID + "-7-" + BEGINNING);
  }

  @Test
  void shouldIgnoreWhatIsNoMark() {
    memory.restore(stored(null, bytes("{}")));
    memory.restore(stored("a key", bytes("{}")));
    memory.restore(stored(ID + "-1-99999999999999999999", bytes("{}")));

    assertThat(memory.tombstones()).isEmpty();
  }

  private static ReplayMemory memory(Uuid rejectedTopic) {
    return new ReplayMemory("marks", rejectedTopic, Map.of(0, BEGINNING, 1, BEGINNING));
  }

  private static RejectedRecord rejected(int partition, long offset) {
    return new RejectedRecord(
        partition, offset, input(null, null), RejectionReason.EMPTY_TEXT, 0, "", true);
  }

  private static ConsumerRecord<byte[], byte[]> stored(
      @Nullable String key, byte @Nullable [] value) {
    return new ConsumerRecord<>("marks", 0, 0, key == null ? null : bytes(key), value);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
