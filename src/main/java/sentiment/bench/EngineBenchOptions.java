package sentiment.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure of the engines.
 *
 * @param texts of the reviews, at least one; shuffled already
 * @param reviews how many of them are scored again and again, at most
 * @param length ids that are read of a review at most; null for what the model reads
 * @param threads numbers of threads to compare, each 1 or more
 * @param batches batch sizes to compare, each 1 or more
 * @param rounds of all setups in turn; the median counts
 * @param seconds for which a setup is measured in a round, above 0
 * @param seed of random weights
 */
public record EngineBenchOptions(
    List<String> texts,
    int reviews,
    @Nullable Integer length,
    List<Integer> threads,
    List<Integer> batches,
    int rounds,
    double seconds,
    long seed) {

  public EngineBenchOptions {
    texts = List.copyOf(texts);
    threads = List.copyOf(threads);
    batches = List.copyOf(batches);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no reviews to measure with");
    }
  }
}
