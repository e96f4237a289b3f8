package sentiment.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewFeed;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringMetrics;
import sentiment.scoring.SentimentScorer;
import sentiment.scoring.Verdict;

/**
 * Scores reviews in batches. Each input record gives exactly one record for exactly one of the two
 * sinks, in order of arrival, with its own key, timestamp and headers; nothing that a record holds
 * makes this throw, only a schema registry that does not answer.
 *
 * <p>A batch is scored when it is full by {@code batch.max.reviews} or {@code batch.max.tokens}, or
 * when no more records are at hand: a review that comes alone is scored at once, and batches grow
 * by themselves with the load. What a dead process left behind is scored within {@code
 * batch.max.delay.ms}.
 *
 * <p>Commits are asked for here, right after a batch: then the buffer is empty and costs nothing,
 * idle threads do not let their readers wait, and a wall clock that jumps has no say in it.
 */
final class BatchingProcessor implements Processor<byte[], byte[], byte[], OutputRecord> {

  private final StreamSettings settings;
  private final ScoringParts parts;
  private final ScoringMetrics metrics;
  private final ReviewDecoder decoder;
  private final Outcomes outcomes;

  // set by init(), which Kafka Streams calls first
  private @SuppressWarnings("NullAway.Init") ProcessorContext<byte[], OutputRecord> context;
  private @SuppressWarnings("NullAway.Init") ReviewBuffer buffer;

  /** That of the batch which is being filled; null between two batches. */
  private @Nullable SentimentScorer scorer;

  /** Runs while reviews wait; a punctuation makes Kafka Streams commit, even if it does nothing. */
  private @Nullable Cancellable timer;

  BatchingProcessor(ScoringParts parts) {
    this.parts = parts;
    this.settings = parts.settings();
    this.metrics = parts.scoring().metrics();
    this.decoder = new ReviewDecoder(settings.inputFormat(), parts.registry());
    this.outcomes =
        new Outcomes(
            new ScoreEncoder(settings.outputFormat(), parts.registry(), settings.outputTopic()),
            parts.maxRecordBytes());
  }

  @Override
  public void init(ProcessorContext<byte[], OutputRecord> processorContext) {
    context = processorContext;
    timer = null; // a revived task comes back with what it was closed with
    scorer = null;
    ReviewSlots slots =
        parts.durable()
            ? ReviewSlots.in(context.getStateStore(ScoringTopology.STORE))
            : ReviewSlots.none();
    buffer = new ReviewBuffer(slots, settings.batchMaxReviews(), settings.batchMaxTokens());
    buffer.restore(this::prepare);
    if (!buffer.isEmpty()) {
      reportWaiting();
      startTimer();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    boolean isLastAtHand =
        parts.backlog().processed(partition(metadata.topic()), metadata.offset());
    boolean isDue = buffer.add(prepare(InputRecord.of(record, metadata)), isLastAtHand);
    reportWaiting();
    if (isDue) {
      flush();
    } else if (timer == null) {
      startTimer();
    }
  }

  private void reportWaiting() {
    metrics.waiting(this, buffer.reviews(), buffer.oldest());
  }

  private void startTimer() {
    timer =
        context.schedule(
            settings.batchMaxDelay(), PunctuationType.WALL_CLOCK_TIME, timestamp -> flush());
  }

  /** The scorer of this batch: its reviews are encoded for the model that scores them. */
  private SentimentScorer scorer() {
    if (scorer == null) {
      scorer = parts.scoring().model().scorer();
    }
    return scorer;
  }

  private PendingReview prepare(InputRecord input) {
    long arrival = parts.nanoTime().getAsLong();
    return new PendingReview(input, preparation(input), arrival);
  }

  private Preparation preparation(InputRecord input) {
    try {
      DecodedReview decoded = decoder.decode(input);
      if (decoded instanceof DecodedReview.Text review) {
        return scorer().prepare(review.reviewId(), review.text());
      }
      return ((DecodedReview.Unusable) decoded).rejection();
    } catch (RetriableException | StreamFailedException e) {
      throw e; // the schema registry's fault, not the record's
    } catch (RuntimeException e) {
      // only the type: a message may quote the review
      String cause = e.getClass().getName();
      return new Rejection(input.coordinates(), RejectionReason.SCORING_FAILED, cause);
    }
  }

  private void flush() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    List<PendingReview> batch = buffer.drain();
    List<PreparedReview> prepared =
        batch.stream()
            .map(PendingReview::preparation)
            .filter(PreparedReview.class::isInstance)
            .map(PreparedReview.class::cast)
            .toList();
    long start = parts.nanoTime().getAsLong();
    for (PendingReview review : batch) {
      metrics.queueWait(Duration.ofNanos(start - review.arrival()));
    }
    List<Verdict> verdicts = judge(prepared);
    Iterator<Verdict> next = verdicts.iterator();
    List<ReviewFeed.Item> shown = new ArrayList<>(batch.size());
    long now = parts.wallClock().getAsLong();
    for (PendingReview review : batch) {
      Preparation preparation = review.preparation();
      Verdict verdict = preparation instanceof Rejection rejection ? rejection : next.next();
      Outcomes.Outcome outcome = outcomes.of(review.input(), verdict.result(), now);
      forward(outcome, now);
      shown.add(
          new ReviewFeed.Item(
              outcome.result() instanceof Rejection rejection ? rejection : verdict,
              Duration.ofMillis(now - review.input().timestamp())));
    }
    metrics.waiting(this, 0, 0);
    scorer = null;
    parts
        .scoring()
        .shadow()
        .ifPresent(
            shadow -> shadow.compare(prepared, verdicts.stream().map(Verdict::result).toList()));
    parts.scoring().feed().show(shown);
    if (parts.backlog().isCommitDue(settings.commitInterval())) {
      context.commit();
    }
  }

  private List<Verdict> judge(List<PreparedReview> reviews) {
    if (reviews.isEmpty()) {
      return List.of();
    }
    long start = parts.nanoTime().getAsLong();
    List<Verdict> verdicts = scorer().judge(reviews);
    Duration inference = Duration.ofNanos(parts.nanoTime().getAsLong() - start);
    metrics.batch(
        reviews.size(),
        reviews.stream().mapToLong(PreparedReview::positions).sum(),
        reviews.stream().mapToInt(PreparedReview::positions).max().orElse(0),
        inference);
    return verdicts;
  }

  private void forward(Outcomes.Outcome outcome, long now) {
    context.forward(outcome.record(), outcome.sink());
    metrics.endToEnd(Duration.ofMillis(Math.max(0, now - outcome.record().timestamp())));
    if (outcome.result() instanceof ReviewScore score) {
      metrics.scored(score);
    } else if (outcome.result() instanceof Rejection rejection) {
      metrics.rejected(rejection.reason());
    }
  }

  private TopicPartition partition(String topic) {
    return new TopicPartition(topic, context.taskId().partition());
  }

  @Override
  public void close() {
    metrics.waiting(this, 0, 0);
    parts.backlog().forget(partition(settings.inputTopic()));
  }
}
