package sentiment.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one setup.
 *
 * @param engine its name
 * @param threads that worked side by side
 * @param batch reviews scored together
 * @param multiplyAddsPerToken in the engine's matrix products
 * @param rounds at least one
 */
record Throughput(
    String engine, int threads, int batch, long multiplyAddsPerToken, List<EngineRound> rounds) {

  Throughput {
    rounds = List.copyOf(rounds);
  }

  static Throughput of(EngineSetup setup, List<EngineRound> rounds) {
    return new Throughput(
        setup.engine().name(),
        setup.threads(),
        setup.batch(),
        setup.engine().multiplyAddsPerToken(),
        rounds);
  }

  double median(ToDoubleFunction<EngineRound> figure) {
    return BenchReport.median(rounds, figure);
  }

  double reviewsPerSecond() {
    return median(EngineRound::reviewsPerSecond);
  }

  double slowest() {
    return rounds.stream().mapToDouble(EngineRound::reviewsPerSecond).min().orElse(0);
  }

  double fastest() {
    return rounds.stream().mapToDouble(EngineRound::reviewsPerSecond).max().orElse(0);
  }
}
