package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.ScoringTopology.REJECTED;
import static sentiment.streams.ScoringTopology.SCORES;
import static sentiment.streams.TestReviews.POISON;
import static sentiment.streams.TestReviews.bytes;
import static sentiment.streams.TestReviews.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sentiment.model.ModelBundle;
import sentiment.model.TestBundles;
import sentiment.scoring.Judgement;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewFeed;
import sentiment.scoring.ScoringOptions;

class BatchingProcessorTest {

  private MockProcessorContext<byte[], OutputRecord> context = new MockProcessorContext<>();
  private final KeyValueStore<Integer, InputRecord> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(ScoringTopology.STORE),
              Serdes.Integer(),
              InputRecordCodec.serde())
          .withLoggingDisabled()
          .build();
  private final AtomicLong wallClock = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final Backlog backlog = new Backlog(nanos::get);
  private long offset;

  @Test
  void shouldScoreWhenTheBatchIsFull() {
    BatchingProcessor processor = start(settings("batch.max.reviews", "3"));

    send(processor, "a", "one film");
    send(processor, "b", "two films");
    assertThat(context.forwarded()).isEmpty();
    assertThat(stored()).containsExactly("a", "b");

    send(processor, "c", "three films");
    assertThat(keys(SCORES)).containsExactly("a", "b", "c");
    assertThat(stored()).isEmpty();
  }

  @Test
  void shouldScoreWhenTheWordsToReadAreMany() {
    BatchingProcessor processor = start(settings("batch.max.tokens", "9"));

    send(processor, "a", "one two three"); // and the start marker
    assertThat(context.forwarded()).isEmpty();

    send(processor, "b", "one two three four");
    assertThat(keys(SCORES)).containsExactly("a", "b");
  }

  @Test
  void shouldScoreWhatWaitsAtAPunctuation() {
    BatchingProcessor processor = start(settings("batch.max.delay.ms", "70"));
    send(processor, "a", "one film");
    send(processor, null, "two films");

    assertThat(context.scheduledPunctuators().get(0).getInterval()).hasMillis(70);
    punctuate();
    assertThat(keys(SCORES)).containsExactly("a", null);
    assertThat(stored()).isEmpty();

    punctuate();
    assertThat(context.forwarded()).hasSize(2);
  }

  @Test
  void shouldScoreAtOnceWhenNoOtherReviewIsAtHand() {
    BatchingProcessor processor = start(settings());
    poll(1);

    send(processor, "a", "one film");

    assertThat(keys(SCORES)).containsExactly("a");
    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldLetABatchGrowWhileReviewsAreAtHand() {
    BatchingProcessor processor = start(settings());
    poll(3);
    send(processor, "a", "one film");
    send(processor, "b", "two films");
    assertThat(context.forwarded()).isEmpty();

    send(processor, "c", "three films");

    assertThat(keys(SCORES)).containsExactly("a", "b", "c");
  }

  @Test
  void shouldCommitUnderLoadAfterABatchOnceTheIntervalIsOver() {
    BatchingProcessor processor =
        start(settings("batch.max.reviews", "2", "commit.interval.ms", "100"));
    poll(10);
    send(processor, "a", "one film");
    send(processor, "b", "two films");
    assertThat(context.committed()).isFalse();

    nanos.addAndGet(100_000_000);
    send(processor, "c", "three films");
    assertThat(context.committed()).isFalse(); // half a batch would go to the changelog
    send(processor, "d", "four films");
    assertThat(context.committed()).isTrue();
    context.resetCommit();
    send(processor, "e", "five films");
    send(processor, "f", "six films");
    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldRunATimerOnlyWhileReviewsWait() {
    BatchingProcessor processor = start(settings("batch.max.reviews", "2"));
    assertThat(context.scheduledPunctuators()).isEmpty();
    send(processor, "a", "one film");
    assertThat(context.scheduledPunctuators()).hasSize(1).noneMatch(CapturedPunctuator::cancelled);

    send(processor, "b", "two films");

    assertThat(context.scheduledPunctuators()).hasSize(1).allMatch(CapturedPunctuator::cancelled);
  }

  @Test
  void shouldRunATimerAgainWhenItsTaskIsRevived() {
    BatchingProcessor processor = start(settings("batch.max.reviews", "3"));
    send(processor, "a", "one film");
    context.scheduledPunctuators().forEach(CapturedPunctuator::cancel);
    processor.close();
    store.all().forEachRemaining(entry -> store.delete(entry.key)); // as of a corrupted task

    processor.init(context);
    send(processor, "b", "two films");

    assertThat(context.scheduledPunctuators()).filteredOn(timer -> !timer.cancelled()).hasSize(1);
  }

  @Test
  void shouldChangeTheModelBetweenTwoBatchesOnly() {
    StreamSettings settings = settings("output.format", "json");
    ModelBundle first = TestBundles.tiny();
    ModelBundle second = TestBundles.tiny(3);
    LiveModel model = new LiveModel(first, ScoringOptions.DEFAULT, TestReviews.NOON);
    BatchingProcessor processor = start(settings, LiveScoring.of(model));
    send(processor, "a", "a good film");

    model.replace(second);
    send(processor, "b", "a good film");
    punctuate();
    send(processor, "c", "a good film");
    punctuate();

    assertThat(context.forwarded(SCORES))
        .extracting(forward -> text(((OutputRecord) forward.record().value()).value()))
        .satisfiesExactly(
            a -> assertThat(a).contains(first.id().sha256()),
            b -> assertThat(b).contains(first.id().sha256()),
            c -> assertThat(c).contains(second.id().sha256()));
  }

  @Test
  void shouldReuseTheSlots() {
    BatchingProcessor processor = start(settings());
    for (int batch = 0; batch < 5; batch++) {
      send(processor, "a", "one film");
      send(processor, "b", "two films");
      assertThat(slots()).containsExactly(0, 1);
      punctuate();
    }
    assertThat(keys(SCORES)).hasSize(10);
  }

  @Test
  void shouldRejectAtOnceWhenNothingWaits() {
    BatchingProcessor processor = start(settings());

    send(processor, "a", "");

    assertThat(keys(REJECTED)).containsExactly("a");
    assertThat(stored()).isEmpty();
  }

  @Test
  void shouldKeepTheOrderOfRejectionsHoweverLateTheyAreFound() {
    BatchingProcessor processor = start(settings());
    send(processor, "a", "one film");
    send(processor, "b", POISON); // found by scoring
    send(processor, "c", ""); // found before
    send(processor, "d", "two films");
    assertThat(context.forwarded()).isEmpty();

    punctuate();

    assertThat(keys(REJECTED)).containsExactly("b", "c");
    assertThat(keys(SCORES)).containsExactly("a", "d");
    assertThat(header(REJECTED, 0, DeadLetters.REASON)).isEqualTo("SCORING_FAILED");
    assertThat(header(REJECTED, 1, DeadLetters.REASON)).isEqualTo("EMPTY_TEXT");
  }

  @Test
  void shouldGoOnWithTheWaitingReviewsOfItsPredecessor() {
    BatchingProcessor first = start(settings());
    send(first, "a", "one film");
    send(first, "b", ""); // waits behind a
    send(first, "c", "two films");
    context = new MockProcessorContext<>();

    BatchingProcessor second = start(settings());
    assertThat(context.forwarded()).isEmpty();
    send(second, "d", "three films");
    assertThat(stored()).containsExactly("a", "b", "c", "d");
    punctuate();

    assertThat(keys(SCORES)).containsExactly("a", "c", "d");
    assertThat(keys(REJECTED)).containsExactly("b");
    assertThat(header(REJECTED, 0, DeadLetters.OFFSET)).isEqualTo("1");
    assertThat(stored()).isEmpty();
  }

  @Test
  void shouldNotStoreLargeRecords() {
    BatchingProcessor processor = start(settings());
    send(processor, "a", "one film");

    send(processor, "b", "film ".repeat(ReviewBuffer.MAX_STORED_BYTES / 5));

    assertThat(keys(SCORES)).containsExactly("a", "b");
  }

  @Test
  void shouldRejectAScoreThatNoTopicTakes() {
    BatchingProcessor processor = start(settings("max.record.bytes", "16384"));

    send(processor, "a", "x".repeat(20_000) + " film");
    punctuate();

    assertThat(keys(REJECTED)).containsExactly("a");
    assertThat(header(REJECTED, 0, DeadLetters.REASON)).isEqualTo("TOO_LARGE");
    assertThat(header(REJECTED, 0, DeadLetters.OMITTED)).isEqualTo("value");
    assertThat(header(REJECTED, 0, DeadLetters.MESSAGE))
        .matches("score of 20\\d{3} bytes, at most 16384 can be written");
  }

  @Test
  void shouldRejectTextsBeyondTheBound() {
    BatchingProcessor processor = start(settings("max.text.length", "8"));

    send(processor, "a", "nine char");
    send(processor, "b", "8 chars!");
    punctuate();

    assertThat(header(REJECTED, 0, DeadLetters.REASON)).isEqualTo("TOO_LARGE");
    assertThat(keys(SCORES)).containsExactly("b");
  }

  @Test
  void shouldShowEveryBatchAsItWasWritten() {
    StreamSettings settings = settings("max.text.length", "100");
    LiveScoring usual = TestReviews.scoring(settings);
    List<List<ReviewFeed.Item>> shown = new ArrayList<>();
    BatchingProcessor processor =
        start(
            settings, new LiveScoring(usual.model(), usual.shadow(), usual.metrics(), shown::add));
    send(processor, "a", "one film");
    send(processor, "b", POISON);
    send(processor, "c", "x".repeat(101));
    wallClock.set(1500); // records are of 1000 and later
    punctuate();

    assertThat(shown).hasSize(1);
    assertThat(shown.get(0))
        .extracting(ReviewFeed.Item::verdict)
        .satisfiesExactly(
            a -> assertThat(((Judgement) a).detail().text()).isEqualTo("one film"),
            b -> assertThat(((Rejection) b).reason()).isEqualTo(RejectionReason.SCORING_FAILED),
            c -> assertThat(((Rejection) c).reason()).isEqualTo(RejectionReason.TOO_LARGE));
    assertThat(shown.get(0))
        .extracting(item -> item.endToEnd().toMillis())
        .containsExactly(500L, 499L, 498L);
  }

  private BatchingProcessor start(StreamSettings settings) {
    return start(settings, TestReviews.scoring(settings));
  }

  private BatchingProcessor start(StreamSettings settings, LiveScoring scoring) {
    if (!store.isOpen()) {
      store.init(context.getStateStoreContext(), store);
    }
    context.addStateStore(store);
    context.setCurrentSystemTimeMs(0);
    BatchingProcessor processor =
        new BatchingProcessor(
            new ScoringParts(
                settings,
                scoring,
                new BuiltInRegistry(),
                backlog,
                settings::maxRecordBytes,
                nanos::get,
                wallClock::get,
                true));
    processor.init(context);
    return processor;
  }

  /** Makes the next {@code count} records those that the thread has polled. */
  private void poll(int count) {
    TopicPartition partition = new TopicPartition("reviews", 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(new ConsumerRecord<>("reviews", 0, offset + i, null, null));
    }
    backlog.polled(new ConsumerRecords<>(Map.of(partition, records), Map.of()));
  }

  private void send(BatchingProcessor processor, @Nullable String key, String text) {
    context.setRecordMetadata("reviews", 0, offset);
    processor.process(
        new Record<>(
            key == null ? null : bytes(key), bytes(text), 1000 + offset, new RecordHeaders()));
    offset++;
  }

  private void punctuate() {
    for (CapturedPunctuator punctuator : context.scheduledPunctuators()) {
      if (!punctuator.cancelled()) {
        punctuator.getPunctuator().punctuate(0);
      }
    }
  }

  private List<@Nullable String> keys(String sink) {
    List<@Nullable String> keys = new ArrayList<>();
    context.forwarded(sink).forEach(forward -> keys.add(text(forward.record().key())));
    return keys;
  }

  private @Nullable String header(String sink, int index, String name) {
    return text(context.forwarded(sink).get(index).record().headers().lastHeader(name).value());
  }

  private List<@Nullable String> stored() {
    List<Integer> slots = slots();
    assertThat(slots).isEqualTo(IntStream.range(0, slots.size()).boxed().toList());
    List<@Nullable String> keys = new ArrayList<>();
    slots.forEach(slot -> keys.add(text(store.get(slot).key())));
    return keys;
  }

  private List<Integer> slots() {
    List<Integer> slots = new ArrayList<>();
    try (KeyValueIterator<Integer, InputRecord> all = store.all()) {
      all.forEachRemaining(slot -> slots.add(slot.key));
    }
    return slots;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
