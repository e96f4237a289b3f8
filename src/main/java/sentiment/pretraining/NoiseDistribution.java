package sentiment.pretraining;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * Words in proportion to a power of their frequency, drawn in constant time (Vose's alias method).
 */
final class NoiseDistribution {

  /** Mikolov et al. 2013 found this power best for word vectors. */
  private static final double POWER = 0.75;

  private final double[] probability;
  private final double[] stay;
  private final int[] alias;

  /**
   * @param counts of each id; some are above 0
   */
  NoiseDistribution(long[] counts) {
    int n = counts.length;
    probability = new double[n];
    stay = new double[n];
    alias = new int[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      probability[i] = Math.pow((double) counts[i], POWER);
      sum += probability[i];
    }
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int i = 0; i < n; i++) {
      probability[i] /= sum;
      stay[i] = probability[i] * n;
      (stay[i] < 1 ? small : large).add(i);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int less = small.remove();
      int more = large.remove();
      alias[less] = more;
      stay[more] -= 1 - stay[less];
      (stay[more] < 1 ? small : large).add(more);
    }
    large.forEach(i -> stay[i] = 1);
    small.forEach(i -> stay[i] = probability[i] == 0 ? 0 : 1); // what rounding left
  }

  int draw(SplittableRandom random) {
    double place = random.nextDouble() * stay.length;
    int i = (int) place;
    return place - i < stay[i] ? i : alias[i];
  }

  double probability(int id) {
    return probability[id];
  }
}
