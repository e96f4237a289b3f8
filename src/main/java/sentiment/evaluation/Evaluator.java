package sentiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.model.ModelBundle;
import sentiment.text.EncodedReview;

/** Judges a bundle by labelled reviews. */
public final class Evaluator {

  private Evaluator() {}

  /** Encodes and predicts all reviews as the stream would. */
  public static Metrics evaluate(
      ModelBundle bundle, List<LabelledReview> reviews, Progress progress) {
    List<JudgedReview> judged = judge(bundle, reviews, progress);
    return Metrics.of(
        judged.stream().mapToDouble(JudgedReview::logit).toArray(),
        judged.stream().map(JudgedReview::positive).toList());
  }

  /** The same, review by review, in order. */
  public static List<JudgedReview> judge(
      ModelBundle bundle, List<LabelledReview> reviews, Progress progress) {
    List<EncodedReview> encoded =
        reviews.parallelStream().map(review -> bundle.encoder().encode(review.text())).toList();
    double[] logits = new ReviewPredictor(bundle.model()).logits(encoded, progress);
    List<JudgedReview> judged = new ArrayList<>(logits.length);
    for (int i = 0; i < logits.length; i++) {
      EncodedReview review = encoded.get(i);
      judged.add(
          new JudgedReview(
              reviews.get(i).positive(),
              logits[i],
              review.tokens().size(),
              (double) review.tokensUnknown() / Math.max(1, review.tokensUsed())));
    }
    return judged;
  }
}
