package sentiment.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** When reviews are due in an open-loop load: a Poisson process, the same for the same seed. */
final class Arrivals {

  private Arrivals() {}

  /**
   * Times since the start, in nanoseconds, in order.
   *
   * @param perSecond mean rate, above 0
   * @param seconds length of the load
   */
  static long[] of(double perSecond, int seconds, long seed) {
    Random random = new Random(seed);
    double end = TimeUnit.SECONDS.toNanos(seconds);
    long[] times = new long[(int) (perSecond * seconds * 2) + 64];
    int count = 0;
    double time = 0;
    while (count < times.length) {
      time += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
      if (time >= end) {
        break;
      }
      times[count] = (long) time;
      count++;
    }
    return Arrays.copyOf(times, count);
  }
}
