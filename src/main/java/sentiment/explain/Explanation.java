package sentiment.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.Span;
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
    double bias = prediction.outputBias();
    for (int i = 0; i < prediction.positions(); i++) {
      if (i >= encoded.length() || encoded.tokenOf()[i] == EncodedReview.NO_TOKEN) {
        bias += prediction.contribution(i);
      }
    }
    return new Explanation(words(review, encoded, prediction, prediction::contribution), bias);
  }

  /** The same with other shares of the logit; its bias is what these leave of it. */
  static Explanation of(
      String review, EncodedReview encoded, Prediction prediction, double[] shares) {
    List<WordContribution> words = words(review, encoded, prediction, i -> shares[i]);
    double sum = 0;
    for (WordContribution word : words) {
      sum += word.contribution();
    }
    return new Explanation(words, prediction.logit() - sum);
  }

  private static List<WordContribution> words(
      String review, EncodedReview encoded, Prediction prediction, IntToDoubleFunction share) {
    List<WordContribution> words = new ArrayList<>(encoded.tokensUsed());
    for (int i = 0; i < encoded.length(); i++) {
      int t = encoded.tokenOf()[i];
      if (t != EncodedReview.NO_TOKEN) {
        Token token = encoded.tokens().get(t);
        words.add(
            new WordContribution(
                token.surface(review),
                token.start(),
                token.end(),
                prediction.attention(i),
                share.applyAsDouble(i)));
      }
    }
    return words;
  }

  /** The {@code n} most attended words, highest attention first; equals stay in reading order. */
  public List<WordContribution> topAttended(int n) {
    return words.stream()
        .sorted(Comparator.comparingDouble(WordContribution::attention).reversed())
        .limit(n)
        .toList();
  }

  /**
   * The phrases of the review, in reading order: runs of strong words of one sign and what a
   * negation binds, as {@link PhraseFinder} finds them.
   *
   * @param review the text that was explained
   * @param unread parts of it that the model did not read, in reading order
   */
  public List<Phrase> phrases(String review, List<Span> unread) {
    return new PhraseFinder(review, words, unread).find();
  }

  /**
   * The sentences of the review of which the model read a word, in reading order.
   *
   * @param review the text that was explained
   */
  public List<Sentence> sentences(String review) {
    return new SentenceFinder(review, words).find();
  }
}
