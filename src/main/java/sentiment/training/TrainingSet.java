package sentiment.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.text.SequenceEncoder;

/**
 * What the classifier learns from: reviews with what it is to say of each, and how much each
 * counts. Labelled reviews come first.
 *
 * @param ids of each review
 * @param targets probability of positive that each is to get
 * @param weights how much each counts in the loss, 1 on average
 * @param labelled how many are labelled
 */
record TrainingSet(List<int[]> ids, float[] targets, float[] weights, int labelled) {

  /**
   * Labelled reviews.
   *
   * @param balanced whether both classes count the same in all
   */
  static TrainingSet of(List<LabelledReview> reviews, SequenceEncoder encoder, boolean balanced) {
    int n = reviews.size();
    double positives = reviews.stream().filter(LabelledReview::positive).count();
    float[] targets = new float[n];
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      boolean positive = reviews.get(i).positive();
      targets[i] = positive ? 1 : 0;
      weights[i] = balanced ? (float) (n / (2 * (positive ? positives : n - positives))) : 1;
    }
    return new TrainingSet(
        reviews.parallelStream().map(review -> encoder.encode(review.text()).ids()).toList(),
        targets,
        weights,
        n);
  }

  /**
   * The same reviews and some without label, with a teacher's judgement.
   *
   * @param taught the teacher's probabilities of the labelled reviews
   * @param teacherWeight share of them in the targets
   * @param more ids of reviews without label
   * @param moreTaught the teacher's probabilities of these
   */
  TrainingSet with(double[] taught, double teacherWeight, List<int[]> more, double[] moreTaught) {
    List<int[]> all = new ArrayList<>(ids);
    all.addAll(more);
    float[] allTargets = Arrays.copyOf(targets, all.size());
    float[] allWeights = Arrays.copyOf(weights, all.size());
    for (int i = 0; i < labelled; i++) {
      allTargets[i] = (float) ((1 - teacherWeight) * targets[i] + teacherWeight * taught[i]);
    }
    for (int i = 0; i < moreTaught.length; i++) {
      allTargets[labelled + i] = (float) moreTaught[i];
      allWeights[labelled + i] = 1;
    }
    return new TrainingSet(all, allTargets, allWeights, labelled);
  }

  /** Whether some review counts more than another. */
  boolean weighted() {
    for (float weight : weights) {
      if (weight != 1) {
        return true;
      }
    }
    return false;
  }
}
