package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.bytes;
import static sentiment.streams.TestReviews.settings;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.junit.jupiter.api.Test;

class UnreadableRecordsTest {

  @Test
  void shouldMakeADeadLetterAsAnyOther() {
    StreamSettings settings = settings("rejected.topic", "bad");
    DeserializationExceptionHandler handler =
        new StreamsConfig(StreamsProperties.of(settings)).deserializationExceptionHandler();
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("reviews", 3, 42, bytes("key"), bytes("value"));
    record.headers().add("trace", bytes("t"));

    long before = System.currentTimeMillis();
    Response response = handler.handleError(null, record, new IllegalStateException("secret"));

    assertThat(response.result()).isEqualTo(Result.RESUME);
    List<ProducerRecord<byte[], byte[]>> letters = response.deadLetterQueueRecords();
    assertThat(letters).hasSize(1);
    ProducerRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(letter.topic()).isEqualTo("bad");
    assertThat(letter.key()).isEqualTo(bytes("key"));
    assertThat(letter.value()).isEqualTo(bytes("value"));
    String rejectedAt =
        new String(letter.headers().lastHeader("sentiment.rejected.at").value(), UTF_8);
    assertThat(Long.parseLong(rejectedAt)).isBetween(before, System.currentTimeMillis());
    assertThat(letter.headers())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly(
            "trace=t",
            "__streams.errors.exception=sentiment.scoring.Rejection",
            "__streams.errors.message=java.lang.IllegalStateException",
            "__streams.errors.topic=reviews",
            "__streams.errors.partition=3",
            "__streams.errors.offset=42",
            "sentiment.reason=UNDECODABLE",
            "sentiment.rejected.at=" + rejectedAt);
  }
}
