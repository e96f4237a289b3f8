package sentiment.scoring;

import java.time.Duration;
import java.util.List;

/**
 * Shows scored reviews to people while they go by. Calls come from every thread that scores; they
 * must be cheap, must not block and must not throw.
 */
public interface ReviewFeed {

  /** Shows nothing. */
  ReviewFeed NONE = batch -> {};

  /**
   * One review that has been handed to the producer.
   *
   * @param verdict the result as it was written; what takes time to make of it, {@link
   *     Judgement#detail}, is made only if the feed asks for it
   * @param endToEnd time since the record's timestamp; negative where clocks disagree
   */
  record Item(Verdict verdict, Duration endToEnd) {}

  /** A batch was scored; may be empty. */
  void show(List<Item> batch);
}
