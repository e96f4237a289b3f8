package sentiment.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.Label;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringResult;

/** The numbers of a run. Times are milliseconds since the epoch. */
final class Tally {

  private final Map<RejectionReason, Integer> rejected = new EnumMap<>(RejectionReason.class);
  private final List<Long> latencies = new ArrayList<>();
  private int scored;
  private int labelled;
  private int right;
  private long firstSent = Long.MAX_VALUE;
  private long lastArrived = Long.MIN_VALUE;

  /**
   * Counts one result.
   *
   * @param positive what its author felt, null when unknown
   * @param sent when the review was handed to the producer
   * @param arrived when the committed result was read
   */
  void add(ScoringResult result, @Nullable Boolean positive, long sent, long arrived) {
    if (result instanceof ReviewScore score) {
      scored++;
      if (positive != null) {
        labelled++;
        right += agrees(score, positive) ? 1 : 0;
      }
    } else if (result instanceof Rejection rejection) {
      rejected.merge(rejection.reason(), 1, Integer::sum);
    }
    firstSent = Math.min(firstSent, sent);
    lastArrived = Math.max(lastArrived, arrived);
    latencies.add(arrived - sent);
  }

  /** Whether the score says what the author felt; UNCERTAIN never does. */
  static boolean agrees(ReviewScore score, boolean positive) {
    return score.label() == (positive ? Label.POSITIVE : Label.NEGATIVE);
  }

  int results() {
    return latencies.size();
  }

  int scored() {
    return scored;
  }

  /** How many were rejected, by reason; reasons that did not occur are absent. */
  Map<RejectionReason, Integer> rejected() {
    return Collections.unmodifiableMap(rejected);
  }

  /** Scored reviews whose author's feeling is known. */
  int labelled() {
    return labelled;
  }

  /** Of the labelled ones, those whose score agrees. */
  int right() {
    return right;
  }

  /** Results per second, from the first review sent to the last result read. */
  double perSecond() {
    return results() * 1000.0 / Math.max(1, lastArrived - firstSent);
  }

  /**
   * The latency in milliseconds that a fraction of the reviews did not exceed (nearest rank).
   *
   * @param fraction above 0, at most 1
   * @throws IllegalStateException without any result
   */
  long latency(double fraction) {
    if (latencies.isEmpty()) {
      throw new IllegalStateException("no result, so no latency");
    }
    List<Long> sorted = latencies.stream().sorted().toList();
    return sorted.get((int) Math.ceil(fraction * sorted.size()) - 1);
  }
}
