package sentiment.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The system's time, except that the wall clock can be set wrong; nanoseconds go on evenly. */
final class JumpingTime implements Time {

  private final AtomicLong offsetMs = new AtomicLong();

  /** Sets the wall clock forward, or back by a negative duration. */
  void jump(Duration by) {
    offsetMs.addAndGet(by.toMillis());
  }

  @Override
  public long milliseconds() {
    return SYSTEM.milliseconds() + offsetMs.get();
  }

  @Override
  public long nanoseconds() {
    return SYSTEM.nanoseconds();
  }

  @Override
  public void sleep(long ms) {
    SYSTEM.sleep(ms);
  }

  @Override
  public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMs)
      throws InterruptedException {
    SYSTEM.waitObject(monitor, condition, deadlineMs - offsetMs.get());
  }
}
