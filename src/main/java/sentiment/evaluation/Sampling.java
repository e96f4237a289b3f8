package sentiment.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Reviews prepared so that a sample of them is judged in one pass, without sorting. Reviews of one
 * thing are drawn together: they resemble each other, so a sample of single reviews would make the
 * intervals too narrow (cluster bootstrap, Davison &amp; Hinkley 1997, section 3.8).
 */
final class Sampling {

  /** What {@link #figures} gives, in order. */
  static final List<String> FIGURES = List.of("accuracy", "auroc", "loss", "brier", "ece");

  private final int size;
  private final int groups;
  private final int[] group; // [size]
  private final double[] logits; // [size], ascending
  private final boolean[] positive; // [size]
  private final boolean[] right; // [size]
  private final double[] losses; // [size]
  private final double[] squares; // [size]
  private final double[] confidences; // [size]
  private final int[] bins; // [size]

  Sampling(List<JudgedReview> reviews) {
    size = reviews.size();
    group = new int[size];
    logits = new double[size];
    positive = new boolean[size];
    right = new boolean[size];
    losses = new double[size];
    squares = new double[size];
    confidences = new double[size];
    bins = new int[size];
    List<JudgedReview> ascending =
        reviews.stream().sorted(Comparator.comparingDouble(JudgedReview::logit)).toList();
    Map<String, Integer> numbers = new HashMap<>();
    int seen = 0;
    for (int i = 0; i < size; i++) {
      JudgedReview review = ascending.get(i);
      int next = seen;
      String name = review.group();
      group[i] = name == null ? next : numbers.computeIfAbsent(name, key -> next);
      seen += group[i] == next ? 1 : 0;
      double error = review.probability() - (review.positive() ? 1 : 0);
      logits[i] = review.logit();
      positive[i] = review.positive();
      right[i] = review.right();
      losses[i] = Metrics.logLoss(review.logit(), review.positive());
      squares[i] = error * error;
      confidences[i] = review.confidence();
      bins[i] = Metrics.binOf(review.confidence());
    }
    groups = seen;
  }

  /** The figures of as many groups of reviews, drawn with replacement. */
  double[] figures(SplittableRandom random) {
    int[] times = new int[groups];
    for (int i = 0; i < groups; i++) {
      times[random.nextInt(groups)]++;
    }
    int[] drawn = new int[size];
    int total = 0;
    for (int i = 0; i < size; i++) {
      drawn[i] = times[group[i]];
      total += drawn[i];
    }
    double hits = 0;
    double loss = 0;
    double square = 0;
    double[] gaps = new double[Metrics.BINS]; // sum of confidence less hits
    for (int i = 0; i < size; i++) {
      if (drawn[i] > 0) {
        int hit = right[i] ? 1 : 0;
        hits += drawn[i] * hit;
        loss += drawn[i] * losses[i];
        square += drawn[i] * squares[i];
        gaps[bins[i]] += drawn[i] * (confidences[i] - hit);
      }
    }
    double ece = 0;
    for (double gap : gaps) {
      ece += Math.abs(gap) / total;
    }
    return new double[] {hits / total, auroc(drawn), loss / total, square / total, ece};
  }

  private double auroc(int[] drawn) {
    double below = 0; // negative reviews with a smaller logit
    double positives = 0;
    double inOrder = 0; // pairs, ties as half
    for (int from = 0; from < size; ) {
      long likes = 0;
      long dislikes = 0;
      int to = from;
      for (; to < size && logits[to] == logits[from]; to++) {
        if (positive[to]) {
          likes += drawn[to];
        } else {
          dislikes += drawn[to];
        }
      }
      inOrder += likes * (below + dislikes / 2.0);
      positives += likes;
      below += dislikes;
      from = to;
    }
    return inOrder / (positives * below);
  }
}
