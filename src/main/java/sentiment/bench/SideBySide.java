package sentiment.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same work on several threads at once. */
final class SideBySide {

  private SideBySide() {}

  /**
   * Runs to the end of all.
   *
   * @param threads how many, 1 or more
   * @param work of each thread, given its number from 0
   * @return what each of them returned
   * @throws IllegalStateException if one failed
   */
  static <T> List<T> run(int threads, IntFunction<T> work) throws InterruptedException {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      tasks.add(() -> work.apply(number));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a measuring thread failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
