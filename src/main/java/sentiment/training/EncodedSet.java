package sentiment.training;

import java.util.List;
import java.util.stream.IntStream;
import sentiment.dataset.LabelledReview;
import sentiment.evaluation.JudgedReview;
import sentiment.text.EncodedReview;
import sentiment.text.SequenceEncoder;

/**
 * Labelled reviews and their ids.
 *
 * @param labelled as they were read
 * @param reviews the same, encoded
 */
record EncodedSet(List<LabelledReview> labelled, List<EncodedReview> reviews) {

  static EncodedSet of(List<LabelledReview> reviews, SequenceEncoder encoder) {
    return new EncodedSet(
        reviews, reviews.parallelStream().map(review -> encoder.encode(review.text())).toList());
  }

  List<Boolean> positive() {
    return labelled.stream().map(LabelledReview::positive).toList();
  }

  /** The reviews with what a model says of them. */
  List<JudgedReview> judged(double[] logits) {
    return IntStream.range(0, logits.length)
        .mapToObj(i -> JudgedReview.of(labelled.get(i), reviews.get(i), logits[i]))
        .toList();
  }
}
