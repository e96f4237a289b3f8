package sentiment.scoring;

import java.util.List;
import sentiment.explain.Explanation;
import sentiment.explain.WordContribution;
import sentiment.text.Span;

/**
 * A review, its score and why. The words that the score lists are chosen from the explanation, so
 * that more or all of them cost no second run of the model. Immutable.
 */
public final class Judgement implements Verdict {

  private final PreparedReview review;
  private final Explanation explanation;
  private final ReviewScore score;

  /**
   * @param score of {@code review}
   * @param explanation of every word in it that the model read
   */
  Judgement(PreparedReview review, Explanation explanation, ReviewScore score) {
    this.review = review;
    this.explanation = explanation;
    this.score = score;
  }

  /** The score, with as many words as the scorer lists. */
  @Override
  public ReviewScore result() {
    return score;
  }

  /** The length of the review's text in UTF-16 units. */
  public int textLength() {
    return review.text().length();
  }

  /** The score with the {@code n} most attended words. */
  public ReviewScore withTopWords(int n) {
    List<WordContribution> words = explanation.topAttended(n);
    return score.withWords(words);
  }

  /** The score with all that is known about it. */
  public DetailedScore detail() {
    List<Span> unread = review.encoded().unread();
    return new DetailedScore(
        withTopWords(ScoringOptions.ALL_WORDS),
        review.text(),
        explanation.phrases(review.text(), unread),
        review.encoded().unknownWords(),
        unread);
  }
}
