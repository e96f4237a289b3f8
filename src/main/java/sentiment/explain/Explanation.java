package sentiment.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.Token;

/**
 * The exact decomposition of one prediction. The model's logit is linear in the attended context,
 * {@code logit = w . sum(a_i h_i) + b}, so word i contributes {@code a_i (w . h_i)} and nothing is
 * approximated: {@code bias + sum of contributions = logit}.
 *
 * @param words every word that the model read, in reading order
 * @param bias the part of the logit that no word contributed: the output bias, plus the start
 *     marker and the padding where the model attends to them
 */
public record Explanation(List<WordContribution> words, double bias) {

  public Explanation {
    words = List.copyOf(words);
  }

  /** Explains the prediction that a model made for an encoded review. */
  public static Explanation of(String review, EncodedReview encoded, Prediction prediction) {
    List<WordContribution> words = new ArrayList<>(encoded.tokensUsed());
    double bias = prediction.outputBias();
    for (int i = 0; i < prediction.positions(); i++) {
      int t = i < encoded.length() ? encoded.tokenOf()[i] : EncodedReview.NO_TOKEN;
      if (t == EncodedReview.NO_TOKEN) {
        bias += prediction.contribution(i);
      } else {
        Token token = encoded.tokens().get(t);
        words.add(
            new WordContribution(
                token.surface(review),
                token.start(),
                token.end(),
                prediction.attention(i),
                prediction.contribution(i)));
      }
    }
    return new Explanation(words, bias);
  }

  /** The {@code n} most attended words, highest attention first; equals stay in reading order. */
  public List<WordContribution> topAttended(int n) {
    return words.stream()
        .sorted(Comparator.comparingDouble(WordContribution::attention).reversed())
        .limit(n)
        .toList();
  }

  /**
   * The phrases of the review, in reading order: runs of strong words of one sign, as {@link
   * PhraseFinder} finds them.
   *
   * @param review the text that was explained
   */
  public List<Phrase> phrases(String review) {
    return new PhraseFinder(review, words).find();
  }
}
