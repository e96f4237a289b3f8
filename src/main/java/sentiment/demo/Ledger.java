package sentiment.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sentiment.scoring.Rejection;
import sentiment.scoring.ScoringResult;

/**
 * Checks that every review came out exactly once: one score or one rejection, never both, never
 * two. Results for ids that nobody expected belong to other producers and are none of its business.
 */
final class Ledger {

  private static final int NAMED = 10;

  private final Map<String, Count> counts = new LinkedHashMap<>();
  private int outstanding;

  /**
   * Expects these reviews, in this order.
   *
   * @throws IllegalArgumentException when an id occurs twice: its results could not be told apart
   */
  Ledger(Collection<String> ids) {
    for (String id : ids) {
      if (counts.put(id, new Count()) != null) {
        throw new IllegalArgumentException("two reviews have the id " + SafeText.line(id, 80));
      }
    }
    outstanding = counts.size();
  }

  /** Notes one result as read from its topic; false when its id isn't expected. */
  boolean note(String id, ScoringResult result) {
    Count count = counts.get(id);
    if (count == null) {
      return false;
    }
    if (count.total() == 0) {
      outstanding--;
    }
    if (result instanceof Rejection) {
      count.rejections++;
    } else {
      count.scores++;
    }
    return true;
  }

  int expected() {
    return counts.size();
  }

  /** Reviews without any result so far. */
  int outstanding() {
    return outstanding;
  }

  /** One line per kind of violation, naming the first reviews of each; none when all is well. */
  List<String> violations() {
    List<String> missing = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    counts.forEach(
        (id, count) -> {
          String shown = SafeText.line(id, 80);
          if (count.total() == 0) {
            missing.add(shown);
          } else if (count.total() > 1) {
            doubled.add(
                "%s (%d x scored, %d x rejected)".formatted(shown, count.scores, count.rejections));
          }
        });
    List<String> violations = new ArrayList<>();
    describe("missing", missing, violations);
    describe("doubled", doubled, violations);
    return violations;
  }

  private void describe(String kind, List<String> ids, List<String> lines) {
    if (!ids.isEmpty()) {
      String named = String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())));
      lines.add(
          "%s: %d of %d reviews: %s%s"
              .formatted(kind, ids.size(), expected(), named, ids.size() > NAMED ? ", ..." : ""));
    }
  }

  private static final class Count {
    private int scores;
    private int rejections;

    private int total() {
      return scores + rejections;
    }
  }
}
