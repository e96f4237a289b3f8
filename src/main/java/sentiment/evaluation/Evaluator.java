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

  /** Encodes and predicts all reviews as the stream would; in order. */
  public static List<JudgedReview> judge(
      ModelBundle bundle, List<LabelledReview> reviews, Progress progress) {
    List<EncodedReview> encoded =
        reviews.parallelStream().map(review -> bundle.encoder().encode(review.text())).toList();
    double[] logits = new ReviewPredictor(bundle.model()).logits(encoded, progress);
    List<JudgedReview> judged = new ArrayList<>(logits.length);
    for (int i = 0; i < logits.length; i++) {
      judged.add(JudgedReview.of(reviews.get(i), encoded.get(i), logits[i]));
    }
    return judged;
  }
}
