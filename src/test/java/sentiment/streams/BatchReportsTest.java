package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.bytes;
import static sentiment.streams.TestReviews.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sentiment.scoring.ScoringMetrics;
import sentiment.scoring.WaitingReviews;

/** What a {@link BatchingProcessor} reports about time and waiting. */
class BatchReportsTest {

  private static final StreamSettings SETTINGS = settings("batch.max.reviews", "3");

  private final MockProcessorContext<byte[], OutputRecord> context = new MockProcessorContext<>();
  private final KeyValueStore<Integer, InputRecord> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(ScoringTopology.STORE),
              Serdes.Integer(),
              InputRecordCodec.serde())
          .withLoggingDisabled()
          .build();
  private final AtomicLong nanos = new AtomicLong(1_000);
  private final AtomicLong wallClock = new AtomicLong();
  private final WaitingReviews waiting = new WaitingReviews(nanos::get);
  private final List<Duration> waits = new ArrayList<>();
  private final List<Duration> wholeWays = new ArrayList<>();
  private int waitingInTheModel;
  private long offset;

  private final ScoringMetrics metrics =
      new ScoringMetrics() {
        @Override
        public void queueWait(Duration wait) {
          waits.add(wait);
        }

        @Override
        public void endToEnd(Duration time) {
          wholeWays.add(time);
        }

        @Override
        public void batch(int reviews, long positions, int longest, Duration inference) {
          waitingInTheModel = waiting.reviews();
          wallClock.addAndGet(200);
        }

        @Override
        public void waiting(Object task, int reviews, long oldest) {
          waiting.waiting(task, reviews, oldest);
        }
      };

  @BeforeEach
  void openStore() {
    context.setCurrentSystemTimeMs(0);
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  @Test
  void shouldMeasureHowLongEachReviewWaitsForItsBatch() {
    BatchingProcessor processor = start();
    send(processor, "one film", 0);
    nanos.addAndGet(5);
    send(processor, "", 0); // rejected, but waits for its turn
    nanos.addAndGet(2);
    send(processor, "two films", 0);

    assertThat(waits).extracting(Duration::toNanos).containsExactly(7L, 2L, 0L);
  }

  @Test
  void shouldMeasureTheWholeWayOfScoresAndRejections() {
    BatchingProcessor processor = start();
    wallClock.set(9_800); // and 10,000 when the model is done
    send(processor, "one film", 9_000);
    send(processor, "", 9_900);
    send(processor, "two films", 12_000); // by a producer whose clock is ahead

    assertThat(wholeWays).extracting(Duration::toMillis).containsExactly(1000L, 100L, 0L);
  }

  @Test
  void shouldReportWhatWaitsUntilItsResultsAreOut() {
    BatchingProcessor processor = start();
    send(processor, "one film", 0);
    nanos.addAndGet(5);
    send(processor, "two films", 0);
    assertThat(waiting.reviews()).isEqualTo(2);
    assertThat(waiting.oldest()).hasNanos(5);

    send(processor, "three films", 0);
    assertThat(waitingInTheModel).isEqualTo(3);
    assertThat(waiting.reviews()).isZero();
    assertThat(waiting.oldest()).isZero();
  }

  @Test
  void shouldTakeWhatWaitsAlongWhenATaskMoves() {
    BatchingProcessor here = start();
    send(here, "one film", 0);
    here.close();
    assertThat(waiting.reviews()).isZero();

    BatchingProcessor there = start();
    nanos.addAndGet(3);
    assertThat(waiting.reviews()).isEqualTo(1);
    assertThat(waiting.oldest()).hasNanos(3);
    there.close();
    assertThat(waiting.reviews()).isZero();
  }

  private BatchingProcessor start() {
    BatchingProcessor processor =
        new BatchingProcessor(
            new ScoringParts(
                SETTINGS,
                TestReviews.scoring(SETTINGS, metrics),
                new BuiltInRegistry(),
                new Backlog(nanos::get),
                SETTINGS::maxRecordBytes,
                nanos::get,
                wallClock::get,
                true));
    processor.init(context);
    return processor;
  }

  private void send(BatchingProcessor processor, String text, long timestamp) {
    context.setRecordMetadata("reviews", 0, offset++);
    processor.process(new Record<>(null, bytes(text), timestamp, new RecordHeaders()));
  }
}
