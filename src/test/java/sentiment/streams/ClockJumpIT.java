package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

/** A wall clock that is set forward and back while reviews come. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClockJumpIT {

  private static final int EACH = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<Integer> scored = new ArrayList<>();
  private @TempDir @SuppressWarnings("NullAway.Init") Path dir;

  @Test
  void shouldScoreAndCommitInOrderWhenTheClockJumps() throws Exception {
    JumpingTime time = new JumpingTime();
    List<Duration> jumps =
        List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(-1), Duration.ofDays(-1));
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      broker.createTopic("reviews", 1);
      broker.createTopic("review-scores", 1);
      StreamSettings settings =
          TestReviews.settings("bootstrap.servers", broker.bootstrapServers());
      try (ScoringApplication application =
              ScoringApplication.start(settings, TestReviews.scoring(settings), time);
          KafkaConsumer<byte[], byte[]> consumer = consumer(broker);
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", broker.bootstrapServers()),
                  new ByteArraySerializer(),
                  new ByteArraySerializer())) {
        assertThat(application.awaitRunning(PATIENCE)).isTrue();
        for (int i = 0; i < jumps.size(); i++) {
          time.jump(jumps.get(i));
          for (int number = i * EACH; number < (i + 1) * EACH; number++) {
            byte[] key = TestReviews.bytes(Integer.toString(number));
            producer.send(new ProducerRecord<>("reviews", key, TestReviews.bytes("a good film")));
            if (number % 50 == 0) {
              producer.flush(); // several batches and commits
            }
          }
          producer.flush();
          read(consumer, (i + 1) * EACH);
          assertThat(scored).as("after a jump of " + jumps.get(i)).hasSize((i + 1) * EACH);
        }
      }
    }
    assertThat(scored).isEqualTo(IntStream.range(0, jumps.size() * EACH).boxed().toList());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedBroker broker) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition("review-scores", 0)));
    return consumer;
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, int count) {
    long start = System.nanoTime();
    while (scored.size() < count && System.nanoTime() - start < PATIENCE.toNanos()) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(score -> scored.add(Integer.parseInt(new String(score.key(), UTF_8))));
    }
  }
}
