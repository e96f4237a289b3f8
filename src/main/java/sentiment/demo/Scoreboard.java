package sentiment.demo;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows each result and keeps the books of those that belong to the demo's own records. */
final class Scoreboard {

  private final Screen screen;
  private final Clock clock;
  private final ResultPrinter printer;
  private final Map<String, DemoReview> reviews = new LinkedHashMap<>();
  private final Ledger ledger;
  private final Tally tally = new Tally();

  /**
   * Expects a result for each record.
   *
   * @throws IllegalArgumentException when two records have the same id
   */
  Scoreboard(List<DemoRecord> records, Screen screen, Clock clock) {
    this.screen = screen;
    this.clock = clock;
    this.printer = new ResultPrinter(screen);
    this.ledger = new Ledger(records.stream().map(record -> record.review().id()).toList());
    records.forEach(record -> reviews.put(record.review().id(), record.review()));
  }

  Ledger ledger() {
    return ledger;
  }

  /**
   * Takes a result into the books.
   *
   * @param sentAt when its record was sent, in milliseconds; null when the demo did not send it
   * @return whether it is the first one for one of the demo's own records
   */
  boolean note(Result result, @Nullable Long sentAt) {
    int before = ledger.outstanding();
    DemoReview review = reviews.get(result.id());
    ledger.note(result.id(), result.result());
    boolean first = ledger.outstanding() < before;
    if (first && review != null && sentAt != null) {
      tally.add(result.result(), review.positive(), sentAt, clock.millis());
    }
    return first;
  }

  /** Shows a result with its review, or with what is known of one that others sent. */
  void show(Result result) {
    printer.print(result.result(), reviews.get(result.id()));
  }

  /**
   * Shows the numbers so far.
   *
   * @param paced whether the records were sent at a pace, or all at once
   */
  void summarise(boolean paced) {
    Summary.print(screen.out(), ledger.expected(), tally, paced);
  }
}
