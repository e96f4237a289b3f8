package sentiment.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import sentiment.dataset.LabelledReview;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;

/**
 * Whether a model's attention can mean anything: if hidden states all point the same way, or all of
 * the attention goes to words that say nothing, it can't (Mohankumar et al. 2020; Wiegreffe and
 * Pinter 2019).
 *
 * @param right whether the review was judged right
 * @param uniformRight whether it would have been with the same attention everywhere
 * @param conicity mean cosine of the hidden states with their mean, -1..1; 1 if all are alike
 * @param stopWords share of the attention that went to function words
 * @param marks share that went to punctuation
 * @param start share that went to the start marker
 * @param half smallest share of the words that got half of the attention
 */
record AttentionHabits(
    boolean right,
    boolean uniformRight,
    double conicity,
    double stopWords,
    double marks,
    double start,
    double half) {

  /** Lucene's English stop words, without those that turn a judgement: but, no, not. */
  private static final Set<String> STOP_WORDS =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "by", "for", "if", "in", "into", "is", "it",
          "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they",
          "this", "to", "was", "will", "with");

  /**
   * Of one review.
   *
   * @param states {@code [positions][size]}: what the attention saw
   */
  static AttentionHabits of(
      LabelledReview review, EncodedReview encoded, Prediction prediction, float[] states) {
    double stopWords = 0;
    double marks = 0;
    double start = 0;
    double evidence = 0;
    double[] attention = new double[encoded.length()];
    for (int i = 0; i < encoded.length(); i++) {
      attention[i] = prediction.attention(i);
      int token = encoded.tokenOf()[i];
      if (token == EncodedReview.NO_TOKEN) {
        start += attention[i];
      } else {
        String word = encoded.tokens().get(token).text().toLowerCase(Locale.ROOT);
        stopWords += STOP_WORDS.contains(word) ? attention[i] : 0;
        marks += word.codePoints().noneMatch(Character::isLetterOrDigit) ? attention[i] : 0;
      }
    }
    for (int i = 0; i < prediction.positions(); i++) {
      evidence += prediction.evidence(i) / prediction.positions();
    }
    return new AttentionHabits(
        prediction.logit() >= 0 == review.positive(),
        prediction.outputBias() + evidence >= 0 == review.positive(),
        conicity(states, prediction.positions()),
        stopWords,
        marks,
        start,
        shareOfHalf(attention));
  }

  private static double conicity(float[] states, int positions) {
    int size = states.length / positions;
    double[] mean = new double[size];
    for (int i = 0; i < states.length; i++) {
      mean[i % size] += states[i] / positions;
    }
    double sum = 0;
    for (int t = 0; t < positions; t++) {
      double dot = 0;
      double square = 0;
      double meanSquare = 0;
      for (int i = 0; i < size; i++) {
        double h = states[t * size + i];
        dot += h * mean[i];
        square += h * h;
        meanSquare += mean[i] * mean[i];
      }
      sum += dot / Math.sqrt(square * meanSquare);
    }
    return sum / positions;
  }

  private static double shareOfHalf(double[] attention) {
    double[] ascending = attention.clone();
    Arrays.sort(ascending);
    double sum = 0;
    int words = 0;
    double all = Arrays.stream(ascending).sum();
    for (int i = ascending.length - 1; i >= 0 && sum < all / 2; i--) {
      sum += ascending[i];
      words++;
    }
    return (double) words / attention.length;
  }

  static Map<String, Estimate> estimates(List<AttentionHabits> all, long seed) {
    Map<String, ToDoubleFunction<AttentionHabits>> figures = new LinkedHashMap<>();
    figures.put("accuracy", habits -> habits.right() ? 1 : 0);
    figures.put("accuracy_uniform", habits -> habits.uniformRight() ? 1 : 0);
    figures.put("conicity", AttentionHabits::conicity);
    figures.put("on_stop_words", AttentionHabits::stopWords);
    figures.put("on_punctuation", AttentionHabits::marks);
    figures.put("on_start_marker", AttentionHabits::start);
    figures.put("words_with_half", AttentionHabits::half);
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    figures.forEach(
        (name, figure) ->
            estimates.put(
                name, Estimates.ofMean(all.stream().mapToDouble(figure).toArray(), seed)));
    return estimates;
  }
}
