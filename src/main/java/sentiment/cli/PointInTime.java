package sentiment.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A time as people write it on the command line. */
final class PointInTime {

  static final String EXPECTED =
      "an ISO 8601 time with its zone (2026-01-31T08:00:00Z), a date (2026-01-31, midnight UTC) or a"
          + " duration back from now (PT1H, P2D)";

  private PointInTime() {}

  /**
   * The instant that the text means.
   *
   * @param option which option it belongs to
   * @param now where durations begin
   * @throws UsageException if it is none of {@link #EXPECTED}
   */
  static Instant parse(String option, String text, InstantSource now) {
    try {
      if (text.startsWith("P") || text.startsWith("p")) {
        Duration back = Duration.parse(text);
        if (back.isNegative()) {
          throw unusable(option, text);
        }
        return now.instant().minus(back);
      }
      if (text.indexOf('T') < 0 && text.indexOf('t') < 0) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return ZonedDateTime.parse(text).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw unusable(option, text);
    }
  }

  private static UsageException unusable(String option, String text) {
    return new UsageException(option + " " + text + ": expected " + EXPECTED);
  }
}
