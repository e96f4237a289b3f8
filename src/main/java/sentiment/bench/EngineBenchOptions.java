package sentiment.bench;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to measure of the engines.
 *
 * @param texts of the reviews, at least one; shuffled already
 * @param reviews how many of them are scored again and again, at most
 * @param length ids that are read of a review at most; null for what the model reads
 * @param engines to compare, at least one
 * @param threads numbers of threads to compare, each 1 or more
 * @param batches batch sizes to compare, each 1 or more
 * @param rounds of all setups in turn; the median counts
 * @param seconds for which a setup is measured in a round, at least; above 0
 * @param calls of which the latency of one review alone is taken, 0 for none
 * @param training whether steps of training are timed
 * @param seed of random weights
 */
public record EngineBenchOptions(
    List<String> texts,
    int reviews,
    @Nullable Integer length,
    Set<EngineKind> engines,
    List<Integer> threads,
    List<Integer> batches,
    int rounds,
    double seconds,
    int calls,
    boolean training,
    long seed) {

  /** The same with reviews as long as a model reads them. */
  public EngineBenchOptions withoutLength() {
    return new EngineBenchOptions(
        texts, reviews, null, engines, threads, batches, rounds, seconds, calls, training, seed);
  }

  public EngineBenchOptions {
    texts = List.copyOf(texts);
    engines = Set.copyOf(engines);
    threads = List.copyOf(threads);
    batches = List.copyOf(batches);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("no reviews to measure with");
    }
  }
}
