package sentiment.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;

/**
 * Words without which the model would take the other side: few, though not proven to be the fewest,
 * and none of them could stay alone.
 *
 * @param positions of the words, in reading order
 * @param logit of the review without them
 */
public record Counterfactual(List<Integer> positions, double logit) {

  /** More words than this explain nothing. */
  private static final int MOST = 64;

  /**
   * Finds such words: the shortest beginning of an order that turns the judgement, less each word
   * that turns out to be unnecessary. Of several orders the best one counts.
   *
   * @param whole the judgement of the whole review
   * @param orders scores of the positions, signed as {@link AttributionMethod} says, a way each
   * @return nothing if {@value #MOST} words are not enough, or all words are needed
   */
  static Optional<Counterfactual> find(
      EncodedReview review, Prediction whole, List<double[]> orders, Attributor attributor) {
    double side = whole.logit() >= 0 ? 1 : -1;
    List<Counterfactual> found = new ArrayList<>();
    for (double[] scores : orders) {
      List<Integer> order =
          IntStream.range(0, review.length())
              .filter(i -> review.tokenOf()[i] != EncodedReview.NO_TOKEN)
              .filter(i -> side * scores[i] > 0)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -side * scores[i]))
              .limit(Math.max(0, Math.min(MOST, review.tokensUsed() - 1)))
              .toList();
      find(review.ids(), side, order, attributor).ifPresent(found::add);
    }
    return found.stream().min(Comparator.comparingInt(one -> one.positions().size()));
  }

  private static Optional<Counterfactual> find(
      int[] ids, double side, List<Integer> order, Attributor attributor) {
    List<int[]> beginnings = new ArrayList<>();
    for (int n = 1; n <= order.size(); n++) {
      beginnings.add(Attributor.without(ids, order.subList(0, n)));
    }
    List<Prediction> predictions = attributor.predict(beginnings);
    for (int n = 1; n <= order.size(); n++) {
      double logit = predictions.get(n - 1).logit();
      if (side * logit < 0) {
        return Optional.of(pruned(ids, side, order.subList(0, n), logit, attributor));
      }
    }
    return Optional.empty();
  }

  private static Counterfactual pruned(
      int[] ids, double side, List<Integer> enough, double logit, Attributor attributor) {
    List<Integer> needed = new ArrayList<>(enough);
    double left = logit;
    boolean shorter = true;
    while (shorter) { // one that was needed may not be after another was given back
      shorter = false;
      for (int i = needed.size() - 1; i >= 0 && needed.size() > 1; i--) { // the weakest first
        List<Integer> fewer = new ArrayList<>(needed);
        fewer.remove(i);
        double now = attributor.predict(List.of(Attributor.without(ids, fewer))).get(0).logit();
        if (side * now < 0) {
          needed = fewer;
          left = now;
          shorter = true;
        }
      }
    }
    return new Counterfactual(needed.stream().sorted().toList(), left);
  }
}
