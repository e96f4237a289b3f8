package sentiment.streams;

import java.util.function.IntSupplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringResult;

/**
 * Turns what became of a review into the one record that is written for it. Not for use by several
 * threads.
 */
final class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final ScoreEncoder encoder;
  private final IntSupplier maxRecordBytes;

  /**
   * A record and the result that it holds, which may differ from the one that was to be written.
   *
   * @param sink {@link ScoringTopology#SCORES} or {@link ScoringTopology#REJECTED}
   */
  record Outcome(String sink, Record<byte[], OutputRecord> record, ScoringResult result) {}

  /** Writes records of at most so many bytes; asked for each record, since topics can change. */
  Outcomes(ScoreEncoder encoder, IntSupplier maxRecordBytes) {
    this.encoder = encoder;
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * The record for a result; a score that no topic takes becomes a rejection.
   *
   * @param now milliseconds since 1970-01-01 UTC
   */
  Outcome of(InputRecord input, ScoringResult result, long now) {
    int maxBytes = maxRecordBytes.getAsInt();
    if (result instanceof Rejection rejection) {
      return rejected(input, rejection, maxBytes, now);
    }
    byte[] value;
    try {
      value = encoder.encode((ReviewScore) result);
    } catch (RuntimeException e) {
      // only the type: a message may quote the review
      String cause = e.getClass().getName();
      return rejected(
          input,
          new Rejection(result.reviewId(), RejectionReason.SCORING_FAILED, cause),
          maxBytes,
          now);
    }
    Headers headers = new RecordHeaders(input.headers());
    int size = RecordSize.of(input.key(), value, headers);
    if (size > maxBytes) {
      String detail = "score of %d bytes, at most %d can be written".formatted(size, maxBytes);
      Rejection rejection = new Rejection(result.reviewId(), RejectionReason.TOO_LARGE, detail);
      return rejected(input, rejection, maxBytes, now);
    }
    OutputRecord output = new OutputRecord(input.partition(), value);
    return new Outcome(
        ScoringTopology.SCORES,
        new Record<>(input.key(), output, input.timestamp(), headers),
        result);
  }

  private static Outcome rejected(InputRecord input, Rejection rejection, int maxBytes, long now) {
    LOG.debug("{} rejected as {}", input.coordinates(), rejection.reason());
    return new Outcome(
        ScoringTopology.REJECTED,
        new DeadLetters(maxBytes).deadLetter(input, rejection, now),
        rejection);
  }
}
