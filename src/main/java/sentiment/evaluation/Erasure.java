package sentiment.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import sentiment.explain.Attributor;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.Vocabulary;

/**
 * What becomes of a judgement when words are taken away in some order: the more important the first
 * ones are, the more it falls without them (comprehensiveness), and the less with them alone
 * (sufficiency). Both are means over the first 1, 5, 10, 20 and 50 % of the words (DeYoung et al.
 * 2020, AOPC), in probability of the side that the model took.
 *
 * @param comprehensiveness fall of the probability without the words, deleted
 * @param sufficiency fall of the probability with the words alone, the others deleted
 * @param unknownComprehensiveness the first again, with words made unknown instead of deleted
 * @param unknownSufficiency the second again
 * @param flip share of the words, deleted in that order, after which the model takes the other
 *     side; looked for in steps of 1 %, or of a word where that is more; 1 if it never does
 */
record Erasure(
    double comprehensiveness,
    double sufficiency,
    double unknownComprehensiveness,
    double unknownSufficiency,
    double flip) {

  private static final double[] SHARES = {0.01, 0.05, 0.1, 0.2, 0.5};

  /** Steps of {@link #flip}, and how many of them are judged at a time. */
  private static final int STEPS = 100;

  private static final int STEPS_AT_ONCE = 10;

  /** The positions of a review's words, those with the highest scores first. */
  static List<Integer> order(EncodedReview review, double[] scores) {
    return IntStream.range(0, review.length())
        .filter(i -> review.tokenOf()[i] != EncodedReview.NO_TOKEN)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
        .toList();
  }

  /**
   * Takes words away.
   *
   * @param order positions of the words, at least one, the most important first
   * @param whole the judgement of the whole review
   */
  static Erasure of(
      EncodedReview review, List<Integer> order, Prediction whole, Attributor attributor) {
    int[] ids = review.ids();
    double side = whole.logit() >= 0 ? 1 : -1;
    DoubleUnaryOperator probability = logit -> 1 / (1 + Math.exp(-side * logit));
    List<int[]> variants = new ArrayList<>();
    for (double share : SHARES) {
      List<Integer> first = first(order, share);
      List<Integer> rest = order.subList(first.size(), order.size());
      variants.add(Attributor.without(ids, first));
      variants.add(Attributor.without(ids, rest));
      variants.add(unknown(ids, first));
      variants.add(unknown(ids, rest));
    }
    List<Prediction> predictions = attributor.predict(variants);
    double[] falls = new double[4];
    for (int i = 0; i < predictions.size(); i++) {
      falls[i % 4] +=
          (probability.applyAsDouble(whole.logit())
                  - probability.applyAsDouble(predictions.get(i).logit()))
              / SHARES.length;
    }
    return new Erasure(falls[0], falls[1], falls[2], falls[3], flip(ids, order, side, attributor));
  }

  private static double flip(int[] ids, List<Integer> order, double side, Attributor attributor) {
    for (int from = 1; from <= STEPS; from += STEPS_AT_ONCE) {
      List<int[]> variants = new ArrayList<>();
      for (int step = from; step < from + STEPS_AT_ONCE; step++) {
        variants.add(Attributor.without(ids, first(order, (double) step / STEPS)));
      }
      List<Prediction> predictions = attributor.predict(variants);
      for (int i = 0; i < predictions.size(); i++) {
        if (side * predictions.get(i).logit() < 0) {
          return (double) first(order, (double) (from + i) / STEPS).size() / order.size();
        }
      }
    }
    return 1;
  }

  /** At least one word. */
  private static List<Integer> first(List<Integer> order, double share) {
    return order.subList(0, (int) Math.ceil(share * order.size() - 1e-9));
  }

  private static int[] unknown(int[] ids, List<Integer> positions) {
    int[] changed = ids.clone();
    positions.forEach(i -> changed[i] = Vocabulary.UNKNOWN);
    return changed;
  }
}
