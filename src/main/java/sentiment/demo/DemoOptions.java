package sentiment.demo;

import java.time.Duration;
import java.util.Map;

/**
 * What {@code sentiment demo} was asked for.
 *
 * @param exit whether to stop when every review has its result, instead of serving on
 * @param brokenRecords whether to send a few records between the reviews that are none
 * @param reviewsPerSecond how fast reviews are sent; 0 for as fast as the broker takes them
 * @param patience how long to wait for the next result before giving up
 * @param settings settings of {@code sentiment stream} by their dotted names; those that name the
 *     broker, the topics and the formats are the demo's own and are ignored
 */
public record DemoOptions(
    boolean exit,
    boolean brokenRecords,
    int reviewsPerSecond,
    Duration patience,
    Map<String, String> settings) {

  /** Serves on after the sample reviews, which come at a pace that can be followed. */
  public static final DemoOptions DEFAULT =
      new DemoOptions(false, true, 20, Duration.ofSeconds(60), Map.of());

  public DemoOptions {
    if (reviewsPerSecond < 0) {
      throw new IllegalArgumentException(
          "reviews per second " + reviewsPerSecond + ": expected 0 or more");
    }
    settings = Map.copyOf(settings);
  }

  /** The same, stopping when every review has its result, as fast as it goes. */
  public DemoOptions withExit() {
    return new DemoOptions(true, brokenRecords, 0, patience, settings);
  }

  /** The same without broken records, as fast as it goes: for reviews of one's own. */
  public DemoOptions withReviewsOnly() {
    return new DemoOptions(exit, false, 0, patience, settings);
  }
}
