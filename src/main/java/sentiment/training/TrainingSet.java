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
 * @param targets probability of positive that each is to get, without the tutor's part
 * @param tutored the share that the tutor's probability has in each one's target, to be added
 * @param weights how much each counts in the loss, 1 on average
 * @param labelled how many are labelled
 */
record TrainingSet(
    List<int[]> ids, float[] targets, float[] tutored, float[] weights, int labelled) {

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
        new float[n],
        weights,
        n);
  }

  /**
   * What teachers say of reviews.
   *
   * @param mean of the probabilities that the teachers gave beforehand
   * @param weight share of all teachers, the tutor among them, in the targets
   * @param tutor share of the tutor in all teachers' judgement, 0 if it has none
   */
  record Teaching(double[] mean, double weight, double tutor) {

    /**
     * What teachers say who count the same.
     *
     * @param weight share of all of them, if there is one
     * @param teachers how many have given the mean
     * @param tutor whether one more is asked step by step
     */
    static Teaching of(double[] mean, double weight, int teachers, boolean tutor) {
      int all = teachers + (tutor ? 1 : 0);
      return new Teaching(mean, all == 0 ? 0 : weight, tutor ? 1.0 / all : 0);
    }
  }

  /**
   * The same reviews and some without label, with teachers' judgement.
   *
   * @param own of the labelled reviews
   * @param more ids of reviews without label
   * @param others of these
   */
  TrainingSet with(Teaching own, List<int[]> more, Teaching others) {
    List<int[]> all = new ArrayList<>(ids);
    all.addAll(more);
    float[] allTargets = Arrays.copyOf(targets, all.size());
    float[] allTutored = new float[all.size()];
    float[] allWeights = Arrays.copyOf(weights, all.size());
    for (int i = 0; i < all.size(); i++) {
      boolean known = i < labelled;
      Teaching teaching = known ? own : others;
      double mean = teaching.mean()[known ? i : i - labelled];
      double label = known ? (1 - teaching.weight()) * targets[i] : 0;
      allTargets[i] = (float) (label + teaching.weight() * (1 - teaching.tutor()) * mean);
      allTutored[i] = (float) (teaching.weight() * teaching.tutor());
      allWeights[i] = known ? weights[i] : 1;
    }
    return new TrainingSet(all, allTargets, allTutored, allWeights, labelled);
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
