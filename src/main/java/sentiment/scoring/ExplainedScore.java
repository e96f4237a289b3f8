package sentiment.scoring;

import java.util.List;
import sentiment.explain.ExplainedReview;
import sentiment.explain.WordContribution;

/**
 * A score that was explained on demand.
 *
 * @param detailed the score; its bias, and the contributions of its words and phrases, are what the
 *     chosen method says instead of the exact shares
 * @param explained how it was explained, and what would turn the judgement
 */
public record ExplainedScore(DetailedScore detailed, ExplainedReview explained) {

  static ExplainedScore of(DetailedScore exact, ExplainedReview explained) {
    List<WordContribution> words = explained.explanation().topAttended(ScoringOptions.ALL_WORDS);
    return new ExplainedScore(
        new DetailedScore(
            exact.score().withShares(explained.explanation().bias(), words),
            exact.text(),
            explained.phrases(),
            exact.unknown(),
            exact.cut()),
        explained);
  }
}
