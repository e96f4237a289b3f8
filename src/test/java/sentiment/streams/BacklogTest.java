package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final TopicPartition ZERO = new TopicPartition("reviews", 0);
  private static final TopicPartition ONE = new TopicPartition("reviews", 1);
  private static final Duration INTERVAL = Duration.ofNanos(100);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 50); // it may overflow
  private final Backlog backlog = new Backlog(nanos::get);

  @Test
  void shouldKnowTheLastRecordAtHandOfEachPartition() {
    poll(ZERO, 3, 7); // offsets have gaps where transactions end
    poll(ONE, 5);

    assertThat(backlog.processed(ZERO, 3)).isFalse();
    assertThat(backlog.processed(ONE, 5)).isTrue();
    assertThat(backlog.processed(ZERO, 7)).isTrue();
    poll(ZERO, 8, 9);
    assertThat(backlog.processed(ZERO, 8)).isFalse();
  }

  @Test
  void shouldNotClaimTheLastOfAPartitionThatWasNeverPolled() {
    assertThat(backlog.processed(ZERO, 3)).isFalse();
  }

  @Test
  void shouldCommitWhenAThreadHasNothingLeft() {
    poll(ZERO, 3);
    poll(ONE, 5);
    backlog.processed(ZERO, 3);
    assertThat(backlog.isCommitDue(INTERVAL)).isFalse();

    backlog.processed(ONE, 5);
    assertThat(backlog.isCommitDue(INTERVAL)).isTrue();
  }

  @Test
  void shouldCommitUnderLoadWhenTheIntervalIsOver() {
    poll(ZERO, 3, 4);
    backlog.processed(ZERO, 3);
    assertThat(backlog.isCommitDue(INTERVAL)).isFalse();

    nanos.addAndGet(100);
    assertThat(backlog.isCommitDue(INTERVAL)).isTrue();
    assertThat(backlog.isCommitDue(INTERVAL)).isFalse();
  }

  @Test
  void shouldForgetWhatAnotherInstanceWillProcess() {
    poll(ZERO, 3);
    poll(ONE, 5);
    backlog.forget(ONE);
    backlog.processed(ZERO, 3);

    assertThat(backlog.isCommitDue(INTERVAL)).isTrue();
  }

  @Test
  void shouldKeepThreadsApart() {
    poll(ZERO, 3);

    CompletableFuture.runAsync(
            () -> {
              assertThat(backlog.processed(ZERO, 3)).isFalse();
              assertThat(backlog.isCommitDue(INTERVAL)).isTrue();
            })
        .join();

    assertThat(backlog.processed(ZERO, 3)).isTrue();
  }

  private void poll(TopicPartition partition, long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records =
        Arrays.stream(offsets)
            .mapToObj(
                offset ->
                    new ConsumerRecord<byte[], byte[]>(
                        partition.topic(), partition.partition(), offset, null, null))
            .toList();
    backlog.polled(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
  }
}
