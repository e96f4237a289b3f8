package sentiment.evaluation;

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
    List<EncodedReview> encoded =
        reviews.parallelStream().map(review -> bundle.encoder().encode(review.text())).toList();
    double[] logits = new ReviewPredictor(bundle.model()).logits(encoded, progress);
    return Metrics.of(logits, reviews.stream().map(LabelledReview::positive).toList());
  }
}
