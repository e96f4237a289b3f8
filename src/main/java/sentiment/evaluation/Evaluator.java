package sentiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.model.InvalidBundleException;
import sentiment.model.ModelBundle;
import sentiment.text.EncodedReview;

/** Judges a bundle by labelled reviews. */
public final class Evaluator {

  private Evaluator() {}

  /**
   * Encodes and predicts all reviews as the stream would; in order.
   *
   * @throws InvalidBundleException if a judgement is no finite number
   */
  public static List<JudgedReview> judge(
      ModelBundle bundle, List<LabelledReview> reviews, Progress progress) {
    List<EncodedReview> encoded =
        reviews.parallelStream().map(review -> bundle.encoder().encode(review.text())).toList();
    double[] logits = new ReviewPredictor(bundle.model()).logits(encoded, progress);
    List<JudgedReview> judged = new ArrayList<>(logits.length);
    for (int i = 0; i < logits.length; i++) {
      if (!Double.isFinite(logits[i])) {
        throw new InvalidBundleException(
            "model %s: its log-odds of review %d are %s, expected a finite number"
                .formatted(bundle.id().name(), i + 1, logits[i]));
      }
      judged.add(JudgedReview.of(reviews.get(i), encoded.get(i), logits[i]));
    }
    return judged;
  }
}
