package sentiment.streams;

import java.util.function.IntSupplier;
import sentiment.scoring.LiveScoring;

/**
 * What the processors of one application share.
 *
 * @param maxRecordBytes largest record that the topics take at this moment
 * @param durable whether waiting reviews are kept in Kafka; without, they die with the process
 */
record ScoringParts(
    StreamSettings settings,
    LiveScoring scoring,
    Backlog backlog,
    IntSupplier maxRecordBytes,
    boolean durable) {

  /** Parts of an application that loses nothing. */
  static ScoringParts of(StreamSettings settings, LiveScoring scoring) {
    return new ScoringParts(
        settings, scoring, new Backlog(System::nanoTime), settings::maxRecordBytes, true);
  }
}
