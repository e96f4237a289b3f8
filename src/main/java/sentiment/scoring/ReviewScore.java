package sentiment.scoring;

import java.time.Instant;
import java.util.List;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.text.EncodedReview;

/**
 * The score of one review and its explanation; the fields are those of {@code
 * schemas/review_score.avsc}.
 *
 * @param probability calibrated probability that the review is positive, 0..1
 * @param logit log-odds of {@code probability}
 * @param bias the part of {@code logit} that no word contributed
 * @param words the top-attended words, highest attention first
 * @param attentionCovered attention held by {@code words}, 0..1
 * @param tokens words in the review
 * @param tokensUsed words the model read
 * @param tokensUnknown of those, words outside the vocabulary
 * @param scoredAt when the score was made, to the millisecond
 */
public record ReviewScore(
    String reviewId,
    Label label,
    double probability,
    double logit,
    double bias,
    List<WordContribution> words,
    double attentionCovered,
    int tokens,
    int tokensUsed,
    int tokensUnknown,
    ModelId model,
    Instant scoredAt)
    implements ScoringResult {

  public ReviewScore {
    words = List.copyOf(words);
  }

  /** Whether so many words are unknown that the text may be of another language. */
  public boolean maybeForeign() {
    return EncodedReview.maybeForeign(tokensUnknown, tokensUsed);
  }

  /** The same with these words of it. */
  ReviewScore withWords(List<WordContribution> listed) {
    return withShares(bias, listed);
  }

  /** The same with other shares of the logit. */
  ReviewScore withShares(double ofNoWord, List<WordContribution> listed) {
    return new ReviewScore(
        reviewId,
        label,
        probability,
        logit,
        ofNoWord,
        listed,
        listed.stream().mapToDouble(WordContribution::attention).sum(),
        tokens,
        tokensUsed,
        tokensUnknown,
        model,
        scoredAt);
  }
}
