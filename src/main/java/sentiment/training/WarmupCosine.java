package sentiment.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly to its peak over the first steps and falls along a half
 * cosine from there to its end (Loshchilov and Hutter 2017). DL4J stores it as JSON.
 *
 * @param peak the largest rate
 * @param warmup steps before the peak
 * @param steps in all; behind them the rate stays at its end
 * @param end the last rate
 */
public record WarmupCosine(
    @JsonProperty("peak") double peak,
    @JsonProperty("warmup") int warmup,
    @JsonProperty("steps") int steps,
    @JsonProperty("end") double end)
    implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    if (iteration < warmup) {
      return peak * (iteration + 1) / (warmup + 1);
    }
    double done = Math.min(1, (double) (iteration - warmup) / Math.max(1, steps - warmup));
    return end + (peak - end) * (1 + Math.cos(Math.PI * done)) / 2;
  }

  @Override
  @SuppressWarnings({"MethodDoesntCallSuperMethod", "CloneDoesntCallSuperClone"})
  public ISchedule clone() {
    return this; // immutable
  }
}
