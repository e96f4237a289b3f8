package sentiment.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sentiment.kernel.MultiplyAddPeak;

/**
 * Measures how fast engines score reviews, the same ones again and again, and what the machine
 * could do at most.
 */
final class ThroughputRun {

  /** The peak is measured for this share of the time for which an engine is. */
  private static final int PEAK_SHARE = 5;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long nanos;
  private final Map<EngineSetup, List<List<int[]>>> batches = new HashMap<>();
  private final Map<Engine, List<Engine.Session>> sessions = new HashMap<>();

  /**
   * @param nanos how long to measure each setup at least
   */
  ThroughputRun(long nanos) {
    this.nanos = nanos;
  }

  /** Reviews and tokens a second of one thread, and the share of the time for which it ran. */
  private record Rate(double reviews, double tokens, double coreShare) {}

  /**
   * Lets the threads of a setup pull batches until the time is over. A thread's rate is its work
   * divided by its own time by the wall clock, which ends with its last batch, so that no rate
   * depends on who was the last to finish.
   */
  EngineRound measure(EngineSetup setup) throws InterruptedException {
    List<List<int[]>> work =
        batches.computeIfAbsent(setup, own -> batches(own.reviews(), own.batch()));
    List<Engine.Session> own =
        sessions.computeIfAbsent(setup.engine(), engine -> new ArrayList<>());
    boolean spreads = setup.engine().usesAllCores();
    int callers = spreads ? 1 : setup.threads();
    while (own.size() < callers) {
      own.add(setup.engine().open());
    }
    double peak = peak(setup.threads());
    AtomicInteger next = new AtomicInteger();
    List<Rate> rates = SideBySide.run(callers, i -> score(own.get(i), work, next));
    double reviewRate = rates.stream().mapToDouble(Rate::reviews).sum();
    double tokenRate = rates.stream().mapToDouble(Rate::tokens).sum();
    double gflops = 2e-9 * tokenRate * setup.engine().multiplyAddsPerToken();
    double coreShare = rates.stream().mapToDouble(Rate::coreShare).average().orElse(0);
    return new EngineRound(reviewRate, tokenRate, gflops, peak, gflops / peak, coreShare);
  }

  private double peak(int threads) throws InterruptedException {
    long time = Math.max(1, nanos / PEAK_SHARE);
    return SideBySide.run(threads, i -> MultiplyAddPeak.gflops(time)).stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private Rate score(Engine.Session session, List<List<int[]>> work, AtomicInteger next) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    long scored = 0;
    long tokens = 0;
    long elapsed;
    do {
      List<int[]> batch = work.get(Math.floorMod(next.getAndIncrement(), work.size()));
      tokens += session.score(batch);
      scored += batch.size();
      elapsed = System.nanoTime() - start;
    } while (elapsed < nanos);
    double coreShare = (double) (THREADS.getCurrentThreadCpuTime() - cpu) / elapsed;
    return new Rate(scored * 1e9 / elapsed, tokens * 1e9 / elapsed, coreShare);
  }

  /** All reviews in full batches; the last one begins anew where they end. */
  static List<List<int[]>> batches(List<int[]> reviews, int size) {
    List<List<int[]>> all = new ArrayList<>();
    for (int first = 0; first < reviews.size(); first += size) {
      List<int[]> batch = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        batch.add(reviews.get((first + i) % reviews.size()));
      }
      all.add(batch);
    }
    return all;
  }
}
