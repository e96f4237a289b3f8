package sentiment.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import sentiment.model.Architecture;

/** The results for people. */
final class EngineTables {

  /** Below this, other work has made the figures too low to be believed. */
  private static final double QUIET = 0.97;

  private static final double MEGABYTE = 1e6;

  private final EngineResults results;
  private final StringBuilder text = new StringBuilder();

  EngineTables(EngineResults results) {
    this.results = results;
  }

  String text() {
    head();
    throughput();
    latencies();
    explaining();
    memory();
    training();
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }

  private void head() {
    Machine machine = results.machine();
    line(
        "%s, %d cores, JDK %s, %s",
        machine.processor(),
        machine.cores(),
        machine.jdk(),
        machine.vectorBits() == Float.SIZE
            ? "plain loops"
            : "vectors of " + machine.vectorBits() + " bits");
    line(
        "%s: vocabulary %d, %s",
        results.model().name(), results.vocabularySize(), words(results.architecture()));
    EngineResults.Rival rival = results.rival();
    if (rival != null) {
      line(
          "against %s %s: %s; %.0f words of these reviews on average",
          rival.model().name(),
          rival.model().version(),
          words(rival.architecture()),
          rival.meanLength());
    }
    line(
        "%d reviews, %.0f words read on average; %d rounds of all setups, %.1f s each",
        results.reviews(), results.meanLength(), results.rounds(), results.seconds());
  }

  private static String words(Architecture shape) {
    return "embedding %d, hidden %s each way, attention %d, %s gates, %s"
        .formatted(
            shape.embeddingSize(),
            shape.hiddenSizes(),
            shape.attentionUnits(),
            shape.gates().name().toLowerCase(Locale.ROOT),
            shape.masked() ? "no pads read" : "pads read");
  }

  private void throughput() {
    line(
        "%n%-8s %7s %6s %10s %16s %10s %8s %8s %6s %6s",
        "engine",
        "threads",
        "batch",
        "reviews/s",
        "min..max",
        "tokens/s",
        "GFLOP/s",
        "peak",
        "share",
        "core");
    for (Throughput t : results.throughput()) {
      line(
          "%-8s %7d %6d %10.0f %16s %10.0f %8.1f %8.1f %5.0f%% %5.0f%%",
          t.engine(),
          t.threads(),
          t.batch(),
          t.reviewsPerSecond(),
          String.format(Locale.ROOT, "%.0f..%.0f", t.slowest(), t.fastest()),
          t.median(EngineRound::tokensPerSecond),
          t.median(EngineRound::gflops),
          t.median(EngineRound::peakGflops),
          100 * t.median(EngineRound::shareOfPeak),
          100 * t.median(EngineRound::coreShare));
    }
    line("");
    fastest(EngineTables::isKernel).ifPresent(this::compare);
    double quietest =
        results.throughput().stream()
            .filter(EngineTables::isKernel) // DL4J's calling thread waits for its own helpers
            .mapToDouble(t -> t.median(EngineRound::coreShare))
            .min()
            .orElse(1);
    if (quietest < QUIET) {
      line(
          "The threads had a core for as little as %.0f %% of the time: the machine has other work,"
              + " and the figures are too low.",
          100 * quietest);
    }
  }

  private static boolean isKernel(Throughput throughput) {
    return throughput.engine().equals(KernelEngine.NAME);
  }

  private Optional<Throughput> fastest(Predicate<Throughput> which) {
    return results.throughput().stream()
        .filter(which)
        .max(Comparator.comparingDouble(Throughput::reviewsPerSecond));
  }

  private void compare(Throughput best) {
    line(
        "The kernel is fastest with %s and batches of %d: %.0f reviews/s, %.0f %% of the"
            + " multiply-adds that the cores can do for so many threads.",
        best.threads() == 1 ? "1 thread" : best.threads() + " threads",
        best.batch(),
        best.reviewsPerSecond(),
        100 * best.median(EngineRound::shareOfPeak));
    if (best.threads() > 1) {
      fastest(t -> isKernel(t) && t.threads() == 1)
          .ifPresent(
              one ->
                  line(
                      "That is %.2f times its best with 1 thread (batches of %d).",
                      best.reviewsPerSecond() / one.reviewsPerSecond(), one.batch()));
    }
    fastest(t -> t.engine().equals(KernelEngine.RIVAL))
        .ifPresent(
            rival ->
                line(
                    "That is %.2f times the other model's best (%.0f reviews/s).",
                    best.reviewsPerSecond() / rival.reviewsPerSecond(), rival.reviewsPerSecond()));
    fastest(t -> t.engine().equals(Dl4jEngine.NAME))
        .ifPresent(
            dl4j ->
                line(
                    "That is %.1f times DL4J's own embedding and LSTMs on all cores.",
                    best.reviewsPerSecond() / dl4j.reviewsPerSecond()));
  }

  private void latencies() {
    if (results.latencies().isEmpty()) {
      return;
    }
    line(
        "%n%-36s %7s %9s %9s %9s",
        "one review alone, text to score, ms", "calls", "p50", "p99", "max");
    for (Latency latency : results.latencies()) {
      line(
          "%-36s %7d %9.3f %9.3f %9.3f",
          latency.load(), latency.reviews(), latency.p50(), latency.p99(), latency.max());
    }
  }

  private void explaining() {
    line(
        "%nexplaining adds %.1f %% to the time for encoding and the network, one thread",
        100 * results.explaining().share());
  }

  private void memory() {
    line("%n%-36s %12s %12s", "allocated by predict, bytes/review", "in all", "besides");
    for (Allocation allocation : results.allocations()) {
      line(
          "%-36s %12.0f %12.0f",
          "batches of " + allocation.batch(),
          allocation.bytesPerReview(),
          allocation.bytesPerReview() - allocation.resultBytesPerReview());
    }
    line(
        results.allocations().isEmpty()
            ? "not known: this JVM does not count them"
            : "in all: with the predictions, which are results; besides: without their numbers");
    Memory memory = results.memory();
    Long resident = memory.residentBytes();
    line(
        "%nmemory: the model %.1f MB of heap; this process, with all reviews, %.1f MB of heap after"
            + " a collection, %s resident",
        memory.modelBytes() / MEGABYTE,
        memory.heapBytes() / MEGABYTE,
        resident == null
            ? "not known how much"
            : String.format(Locale.ROOT, "%.1f MB", resident / MEGABYTE));
  }

  private void training() {
    if (results.training().isEmpty()) {
      return;
    }
    line(
        "%n%-36s %9s %16s",
        "training step, " + TrainingSteps.REVIEWS + " x " + results.trainingLength() + ", s",
        "median",
        "min..max");
    results
        .training()
        .forEach(
            (layers, seconds) ->
                line(
                    "%-36s %9.3f %16s",
                    layers + " layers",
                    EngineReport.median(seconds),
                    String.format(
                        Locale.ROOT,
                        "%.3f..%.3f",
                        seconds.stream().min(Comparator.naturalOrder()).orElse(0.0),
                        seconds.stream().max(Comparator.naturalOrder()).orElse(0.0))));
    List<Double> kernel = results.training().get(KernelEngine.NAME);
    List<Double> dl4j = results.training().get(Dl4jEngine.NAME);
    if (kernel != null && dl4j != null) {
      line(
          "A step with the kernel's layers is %.1f times as fast as with DL4J's own.",
          EngineReport.median(dl4j) / EngineReport.median(kernel));
    }
  }
}
