package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.bytes;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplayMoveTest {

  @Test
  void shouldSendTheInputAsItWas() {
    Headers headers = new RecordHeaders().add("trace", bytes("t")).add("trace", null);
    InputRecord input = new InputRecord("reviews", 2, 42, 1_000, null, bytes("v"), headers);

    ProducerRecord<byte[], byte[]> sent = ReplayMove.recordOf(input, 3);

    assertThat(sent.topic()).isEqualTo("reviews");
    assertThat(sent.partition()).isEqualTo(2);
    assertThat(sent.timestamp()).isEqualTo(1_000);
    assertThat(sent.key()).isNull();
    assertThat(sent.value()).isEqualTo(bytes("v"));
    assertThat(sent.headers().headers("trace")).containsExactlyElementsOf(headers);
    assertThat(replayed(sent)).isEqualTo("1");
    assertThat(headers.lastHeader(ReplayMove.REPLAYED)).isNull();
  }

  @Test
  void shouldCountTheReplays() {
    assertThat(replayed(ReplayMove.recordOf(input("1"), 1))).isEqualTo("2");
    assertThat(replayed(ReplayMove.recordOf(input("9"), 1))).isEqualTo("10");
    assertThat(replayed(ReplayMove.recordOf(input("many"), 1))).isEqualTo("1");
    assertThat(replayed(ReplayMove.recordOf(input("99999999999"), 1))).isEqualTo("1");
    assertThat(ReplayMove.recordOf(input("1"), 1).headers().headers(ReplayMove.REPLAYED))
        .hasSize(1);
  }

  @Test
  void shouldFindAPartitionWhenItsOwnIsGone() {
    InputRecord input = input("1"); // of partition 3

    assertThat(ReplayMove.recordOf(input, 4).partition()).isEqualTo(3);
    assertThat(ReplayMove.recordOf(input, 2).partition()).isEqualTo(1);
  }

  private static InputRecord input(String replayed) {
    return new InputRecord(
        "reviews",
        3,
        42,
        1_000,
        null,
        null,
        new RecordHeaders().add(ReplayMove.REPLAYED, bytes(replayed)));
  }

  private static String replayed(ProducerRecord<byte[], byte[]> sent) {
    return new String(sent.headers().lastHeader(ReplayMove.REPLAYED).value(), UTF_8);
  }
}
