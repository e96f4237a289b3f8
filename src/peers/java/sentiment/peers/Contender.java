package sentiment.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An engine with the threads that score with it: each takes the next batch when it has time. */
final class Contender implements AutoCloseable {

  private final String name;
  private final Threads threads;
  private final Engine engine;
  private final ExecutorService executor;
  private final List<Engine.Scorer> scorers; // [callers]

  /**
   * How an engine is given cores.
   *
   * @param callers batches that are scored at a time
   * @param inside the engine's own threads, which share the work of a batch
   */
  record Threads(int callers, int inside) {

    int cores() {
      return callers * inside;
    }

    @Override
    public String toString() {
      return callers + " x " + inside;
    }
  }

  Contender(String name, Threads threads, Engine engine) {
    this.name = name;
    this.threads = threads;
    this.engine = engine;
    this.executor = Executors.newFixedThreadPool(threads.callers());
    this.scorers = Stream.generate(engine::scorer).limit(threads.callers()).toList();
  }

  String name() {
    return name;
  }

  Threads threads() {
    return threads;
  }

  /** The probability of each review, in order. */
  float[] score(List<int[]> reviews, int batchSize) throws InterruptedException {
    float[] probabilities = new float[reviews.size()];
    AtomicInteger next = new AtomicInteger();
    List<Callable<Object>> work = new ArrayList<>();
    for (Engine.Scorer scorer : scorers) {
      work.add(
          () -> {
            int from;
            while ((from = next.getAndAdd(batchSize)) < probabilities.length) {
              int to = Math.min(from + batchSize, probabilities.length);
              float[] scored = scorer.probabilities(reviews.subList(from, to));
              System.arraycopy(scored, 0, probabilities, from, scored.length);
            }
            return true;
          });
    }
    for (Future<Object> done : executor.invokeAll(work)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(name + " failed", e);
      }
    }
    return probabilities;
  }

  @Override
  public void close() {
    executor.shutdown();
    engine.close();
  }
}
