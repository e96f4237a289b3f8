package sentiment.streams;

import java.time.Instant;
import java.util.Set;
import sentiment.scoring.RejectionReason;

/**
 * Which rejected records to replay.
 *
 * @param reasons those rejected for one of these; empty: for any
 * @param since those rejected then or later
 * @param until those rejected before
 */
public record ReplayFilter(Set<RejectionReason> reasons, Instant since, Instant until) {

  /** Takes every rejected record. */
  public static final ReplayFilter ALL = new ReplayFilter(Set.of(), Instant.MIN, Instant.MAX);

  public ReplayFilter {
    reasons = Set.copyOf(reasons);
  }

  boolean matches(RejectedRecord record) {
    Instant rejectedAt = Instant.ofEpochMilli(record.rejectedAt());
    return (reasons.isEmpty() || reasons.contains(record.reason()))
        && !rejectedAt.isBefore(since)
        && rejectedAt.isBefore(until);
  }
}
