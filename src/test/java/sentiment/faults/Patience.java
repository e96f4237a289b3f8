package sentiment.faults;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other processes do. */
final class Patience {

  private static final long PAUSE_MS = 50;

  private Patience() {}

  /**
   * Asks until the answer is yes; a question that fails counts as no.
   *
   * @throws AssertionError when the time has run out, with {@code what} was waited for
   */
  static void until(String what, Duration timeout, Callable<Boolean> condition)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      Thread.sleep(PAUSE_MS);
    }
    throw new AssertionError("waited " + timeout.toSeconds() + " s in vain until " + what, last);
  }
}
