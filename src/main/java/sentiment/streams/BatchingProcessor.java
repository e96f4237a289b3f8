package sentiment.streams;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringResult;
import sentiment.scoring.SentimentScorer;

/**
 * Scores reviews in batches. Each input record gives exactly one record for exactly one of the two
 * sinks, in order of arrival, with its own key, timestamp and headers; nothing that a record holds
 * makes this throw.
 *
 * <p>A batch is scored when it is full by {@code batch.max.reviews} or {@code batch.max.tokens},
 * and else by a wall-clock punctuation every {@code batch.max.delay.ms}.
 */
final class BatchingProcessor implements Processor<byte[], byte[], byte[], OutputRecord> {

  /** Name of the buffer's store; part of its changelog's name. */
  static final String STORE = "review-buffer";

  /** Names of the sinks. */
  static final String SCORES = "scores";

  static final String REJECTED = "rejected";

  private static final Logger LOG = LoggerFactory.getLogger(BatchingProcessor.class);

  private final StreamSettings settings;
  private final Supplier<SentimentScorer> scorers;
  private final ReviewDecoder decoder;
  private final ScoreEncoder encoder;
  private final DeadLetters deadLetters;

  // set by init(), which Kafka Streams calls first
  private @SuppressWarnings("NullAway.Init") ProcessorContext<byte[], OutputRecord> context;
  private @SuppressWarnings("NullAway.Init") SentimentScorer scorer;
  private @SuppressWarnings("NullAway.Init") ReviewBuffer buffer;

  BatchingProcessor(StreamSettings settings, Supplier<SentimentScorer> scorers) {
    this.settings = settings;
    this.scorers = scorers;
    this.decoder = new ReviewDecoder(settings.inputFormat());
    this.encoder = new ScoreEncoder(settings.outputFormat());
    this.deadLetters = new DeadLetters(settings.maxRecordBytes());
  }

  @Override
  public void init(ProcessorContext<byte[], OutputRecord> processorContext) {
    context = processorContext;
    scorer = scorers.get();
    buffer =
        new ReviewBuffer(
            context.getStateStore(STORE), settings.batchMaxReviews(), settings.batchMaxTokens());
    buffer.restore(this::prepare);
    context.schedule(
        settings.batchMaxDelay(), PunctuationType.WALL_CLOCK_TIME, timestamp -> flush());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    InputRecord input = InputRecord.of(record, context.recordMetadata().orElseThrow());
    if (buffer.add(prepare(input))) {
      flush();
    }
  }

  private PendingReview prepare(InputRecord input) {
    DecodedReview decoded = decoder.decode(input);
    if (decoded instanceof DecodedReview.Text review) {
      return new PendingReview(input, prepare(review));
    }
    return new PendingReview(input, ((DecodedReview.Unusable) decoded).rejection());
  }

  private Preparation prepare(DecodedReview.Text review) {
    try {
      return scorer.prepare(review.reviewId(), review.text());
    } catch (RuntimeException e) {
      // only the type: a message may quote the review
      return new Rejection(
          review.reviewId(), RejectionReason.SCORING_FAILED, e.getClass().getName());
    }
  }

  private void flush() {
    List<PendingReview> batch = buffer.drain();
    if (batch.isEmpty()) {
      return;
    }
    List<PreparedReview> prepared =
        batch.stream()
            .map(PendingReview::preparation)
            .filter(PreparedReview.class::isInstance)
            .map(PreparedReview.class::cast)
            .toList();
    List<ScoringResult> scored = prepared.isEmpty() ? List.of() : scorer.score(prepared);
    Iterator<ScoringResult> results = scored.iterator();
    for (PendingReview review : batch) {
      ScoringResult result =
          review.preparation() instanceof Rejection rejection ? rejection : results.next();
      forward(review.input(), result);
    }
  }

  private void forward(InputRecord input, ScoringResult result) {
    if (result instanceof Rejection rejection) {
      reject(input, rejection);
      return;
    }
    byte[] value = encoder.encode((ReviewScore) result);
    Headers headers = new RecordHeaders(input.headers());
    int size = RecordSize.of(input.key(), value, headers);
    if (size > settings.maxRecordBytes()) {
      String detail =
          "score of %d bytes, at most %d can be written".formatted(size, settings.maxRecordBytes());
      reject(input, new Rejection(result.reviewId(), RejectionReason.TOO_LARGE, detail));
      return;
    }
    OutputRecord output = new OutputRecord(input.partition(), value);
    context.forward(new Record<>(input.key(), output, input.timestamp(), headers), SCORES);
  }

  private void reject(InputRecord input, Rejection rejection) {
    LOG.debug("{} rejected as {}", input.coordinates(), rejection.reason());
    context.forward(
        deadLetters.deadLetter(input, rejection, context.currentSystemTimeMs()), REJECTED);
  }
}
