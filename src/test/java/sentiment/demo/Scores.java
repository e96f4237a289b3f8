package sentiment.demo;

import java.time.Instant;
import java.util.List;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.scoring.Label;
import sentiment.scoring.ReviewScore;

/** Makes scores that only differ in what a test looks at. */
final class Scores {

  private Scores() {}

  static ReviewScore score(double probability, WordContribution... words) {
    return score("id", probability, words);
  }

  static ReviewScore score(String id, double probability, WordContribution... words) {
    return new ReviewScore(
        id,
        probability >= 0.5 ? Label.POSITIVE : Label.NEGATIVE,
        probability,
        Math.log(probability / (1 - probability)),
        0.25,
        List.of(words),
        0.75,
        3,
        2,
        1,
        new ModelId("tiny", "1", "ab"),
        Instant.ofEpochMilli(1_700_000_000_123L));
  }
}
