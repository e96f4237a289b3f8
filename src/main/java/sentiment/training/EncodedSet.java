package sentiment.training;

import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.text.EncodedReview;
import sentiment.text.SequenceEncoder;

/** Encoded reviews with their labels. */
record EncodedSet(List<EncodedReview> reviews, List<Boolean> positive) {

  static EncodedSet of(List<LabelledReview> reviews, SequenceEncoder encoder) {
    return new EncodedSet(
        reviews.parallelStream().map(review -> encoder.encode(review.text())).toList(),
        reviews.stream().map(LabelledReview::positive).toList());
  }

  int size() {
    return reviews.size();
  }
}
