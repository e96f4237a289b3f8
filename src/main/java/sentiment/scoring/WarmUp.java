package sentiment.scoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import sentiment.model.AttentionModel;
import sentiment.model.GoldenReview;
import sentiment.model.ModelBundle;

/** Runs a model before it is served, so that the first reviews find it compiled. */
public final class WarmUp {

  private static final int BATCH = 16;
  private static final Duration ENOUGH = Duration.ofMillis(300);
  private static final int MIN_ROUNDS = 3;

  private WarmUp() {}

  /**
   * Scores a batch of golden reviews (or of unknown words, if there are none) for a third of a
   * second.
   *
   * @return positions, that is words, that this model scores in a second on one thread: the fastest
   *     of the rounds, above 0
   */
  public static double run(ModelBundle bundle) {
    List<int[]> batch = batch(bundle);
    long positions = batch.stream().mapToLong(ids -> bundle.positions(ids.length)).sum();
    AttentionModel.Session session = bundle.model().session();
    long start = System.nanoTime();
    long fastest = Long.MAX_VALUE;
    for (int round = 0;
        round < MIN_ROUNDS || System.nanoTime() - start < ENOUGH.toNanos();
        round++) {
      long before = System.nanoTime();
      session.predict(batch);
      fastest = Math.min(fastest, Math.max(1, System.nanoTime() - before));
    }
    return positions * 1e9 / fastest;
  }

  private static List<int[]> batch(ModelBundle bundle) {
    List<int[]> batch = new ArrayList<>();
    for (GoldenReview review : bundle.golden()) {
      batch.add(bundle.encoder().encode(review.text()).ids());
    }
    while (batch.size() < BATCH) {
      batch.add(
          batch.isEmpty() ? bundle.encoder().encode("word").ids() : batch.get(batch.size() - 1));
    }
    return batch.subList(0, BATCH);
  }
}
