package sentiment.scoring;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sentiment.model.AttentionModel;
import sentiment.model.GoldenReview;
import sentiment.model.ModelBundle;

/** Runs a model before it is served, so that the first reviews find it compiled. */
public final class WarmUp {

  private static final int BATCH = 16;
  private static final int MAX_IDS = 64;

  /** Of the thread's own time, and without a better round for so long: compiled for good. */
  private static final Duration ENOUGH = Duration.ofMillis(300);

  private static final int ROUNDS_WITHOUT_PROGRESS = 8;
  private static final double PROGRESS = 0.95;

  /** On a machine that others keep busy, compilers come late. */
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private WarmUp() {}

  /**
   * Scores parts of golden reviews (or unknown words, if there are none) until that gets no faster:
   * half a second, at most five.
   *
   * @return positions, that is words, that this model scores in a second of one thread's own time,
   *     whatever else the machine is doing; above 0
   */
  public static double run(ModelBundle bundle) {
    List<int[]> batch = batch(bundle);
    long positions = batch.stream().mapToLong(ids -> bundle.positions(ids.length)).sum();
    AttentionModel.Session session = bundle.model().loneSession();
    long wallStart = System.nanoTime();
    long start = threadNanos();
    long fastest = Long.MAX_VALUE;
    int idle = 0;
    while (System.nanoTime() - wallStart < AT_MOST.toNanos()
        && (idle < ROUNDS_WITHOUT_PROGRESS || threadNanos() - start < ENOUGH.toNanos())) {
      long before = threadNanos();
      session.predict(batch);
      long round = Math.max(1, threadNanos() - before);
      idle = round < PROGRESS * fastest ? 0 : idle + 1;
      fastest = Math.min(fastest, round);
    }
    return positions * 1e9 / fastest;
  }

  private static long threadNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private static List<int[]> batch(ModelBundle bundle) {
    List<int[]> known = new ArrayList<>();
    for (GoldenReview review : bundle.golden()) {
      int[] ids = bundle.encoder().encode(review.text()).ids();
      known.add(Arrays.copyOf(ids, Math.min(ids.length, MAX_IDS)));
    }
    if (known.isEmpty()) {
      known.add(bundle.encoder().encode("word").ids());
    }
    List<int[]> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      batch.add(known.get(i % known.size()));
    }
    return batch;
  }
}
