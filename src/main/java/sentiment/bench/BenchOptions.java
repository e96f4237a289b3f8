package sentiment.bench;

import java.util.List;
import java.util.Map;

/**
 * What to measure.
 *
 * @param texts of the reviews, repeated as often as needed; at least one
 * @param reviews in each run at saturation
 * @param rounds of all variants in turn; the median counts
 * @param partitions of every topic
 * @param seconds of each load whose latencies are measured
 * @param seed of the times at which reviews are sent
 * @param settings of the stream
 */
public record BenchOptions(
    List<String> texts,
    int reviews,
    int rounds,
    int partitions,
    int seconds,
    long seed,
    Map<String, String> settings) {

  public BenchOptions {
    texts = List.copyOf(texts);
    settings = Map.copyOf(settings);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no reviews to measure with");
    }
  }
}
