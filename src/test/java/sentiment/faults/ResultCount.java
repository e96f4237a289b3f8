package sentiment.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts committed results while they come, in a thread of its own. */
final class ResultCount implements AutoCloseable {

  private final AtomicInteger count = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;

  ResultCount(String bootstrapServers, List<String> topics) {
    thread =
        new Thread(
            () -> {
              try (ResultReader reader = new ResultReader(bootstrapServers, topics)) {
                while (!closed) {
                  count.addAndGet(reader.poll(result -> {}));
                }
              }
            },
            "result-count");
    thread.setDaemon(true);
    thread.start();
  }

  /** Results so far, repeated ones included. */
  int get() {
    return count.get();
  }

  /**
   * Waits for so many results.
   *
   * @return whether they came; false as soon as none came for {@code quiet}
   */
  boolean await(int wanted, Duration quiet) throws InterruptedException {
    int before = count.get();
    long since = System.nanoTime();
    while (count.get() < wanted) {
      Thread.sleep(20);
      int now = count.get();
      if (now != before) {
        before = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > quiet.toNanos()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
