package sentiment.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
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

  /**
   * A step's arrays: ids {@code [batch, steps]}, labels {@code [batch, 1]}, and with a mask the
   * same shape as the ids.
   *
   * @param chosen which reviews
   * @param paddedLength steps of an unmasked batch; a masked one is as long as its longest review
   */
  MultiDataSet batch(List<Integer> chosen, boolean masked, int paddedLength) {
    int steps =
        masked
            ? chosen.stream().mapToInt(i -> reviews.get(i).length()).max().orElse(1)
            : paddedLength;
    int rows = chosen.size();
    float[] ids = new float[rows * steps];
    float[] mask = new float[rows * steps];
    float[] labels = new float[rows];
    for (int r = 0; r < rows; r++) {
      int[] review = reviews.get(chosen.get(r)).padded(steps);
      for (int t = 0; t < steps; t++) {
        ids[r * steps + t] = review[t];
        mask[r * steps + t] = t < reviews.get(chosen.get(r)).length() ? 1 : 0;
      }
      labels[r] = positive.get(chosen.get(r)) ? 1 : 0;
    }
    return new MultiDataSet(
        new INDArray[] {Nd4j.createFromArray(ids).reshape(rows, steps)},
        new INDArray[] {Nd4j.createFromArray(labels).reshape(rows, 1)},
        masked ? new INDArray[] {Nd4j.createFromArray(mask).reshape(rows, steps)} : null,
        null);
  }
}
