package sentiment.peers;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Scores the same reviews with every engine, in turn, round after round. */
final class ScoringComparison {

  /** Single-precision engines may differ by so much in a probability; more is a mistake. */
  private static final double TOLERANCE = 1e-4;

  private static final int WARM_UP_ROUNDS = 2;

  private final PrintStream out;
  private final List<int[]> reviews;
  private final List<Entry> entries = new ArrayList<>();

  /** One row of the table: an engine, its threads, and how many reviews it gets at a time. */
  private record Entry(Contender contender, int batchSize, double[] rates) {

    double median() {
      return Rates.of(rates).median();
    }

    int cores() {
      return contender.threads().cores();
    }

    boolean isKernel() {
      return contender.name().equals(KernelEngine.NAME);
    }
  }

  /**
   * @param reviews longest first
   * @param contenders one for each engine and way of using cores, the kernel first
   */
  ScoringComparison(
      PrintStream out,
      List<int[]> reviews,
      List<Contender> contenders,
      List<Integer> batchSizes,
      int rounds) {
    this.out = out;
    this.reviews = reviews;
    for (Contender contender : contenders) {
      for (int batchSize : batchSizes) {
        entries.add(new Entry(contender, batchSize, new double[rounds]));
      }
    }
  }

  /** Checks that all compute the same, measures, and prints. */
  void run() throws InterruptedException {
    compareProbabilities();
    int rounds = entries.get(0).rates().length;
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (Entry entry : entries) {
        long start = System.nanoTime();
        entry.contender().score(reviews, entry.batchSize());
        if (round >= 0) {
          entry.rates()[round] = reviews.size() / ((System.nanoTime() - start) / 1e9);
        }
      }
    }
    printRates();
    printBest();
  }

  private void compareProbabilities() throws InterruptedException {
    float[] expected = null;
    Map<String, Double> differences = new LinkedHashMap<>();
    for (Entry entry : entries) {
      float[] probabilities = entry.contender().score(reviews, entry.batchSize());
      expected = expected == null ? probabilities : expected;
      double largest = 0;
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(probabilities[i] - expected[i]));
      }
      differences.merge(entry.contender().name(), largest, Math::max);
    }
    out.println("largest difference of a probability from the kernel's:");
    differences.forEach((name, largest) -> out.printf(Locale.ROOT, "  %-18s %.1e%n", name, largest));
    differences.forEach(
        (name, largest) -> {
          if (!(largest < TOLERANCE) && !name.equals(OnnxEngine.QUANTIZED)) {
            throw new IllegalStateException(name + " computes something else");
          }
        });
  }

  private void printRates() {
    out.printf("%n%-18s %15s %6s  %-28s %s%n", "engine", "calls x threads", "batch",
        "reviews/s, median (range)", "kernel : engine");
    for (Entry entry : entries) {
      double kernel =
          entries.stream()
              .filter(e -> e.isKernel() && e.cores() == entry.cores())
              .filter(e -> e.batchSize() == entry.batchSize())
              .mapToDouble(Entry::median)
              .max()
              .orElseThrow();
      out.printf(
          Locale.ROOT,
          "%-18s %15s %6d  %-28s %.2f%n",
          entry.contender().name(),
          entry.contender().threads(),
          entry.batchSize(),
          Rates.of(entry.rates()),
          kernel / entry.median());
    }
  }

  /** Each engine as it is fastest. */
  private void printBest() {
    entries.stream()
        .map(Entry::cores)
        .distinct()
        .sorted()
        .forEach(
            cores -> {
              Map<String, Entry> best = new LinkedHashMap<>();
              entries.stream()
                  .filter(entry -> entry.cores() == cores)
                  .forEach(
                      entry ->
                          best.merge(
                              entry.contender().name(),
                              entry,
                              BinaryOperator.maxBy(Comparator.comparingDouble(Entry::median))));
              double kernel = best.get(KernelEngine.NAME).median();
              out.printf("%non %d core(s), each engine at its best:%n", cores);
              best.values()
                  .forEach(
                      entry ->
                          out.printf(
                              Locale.ROOT,
                              "%-18s %15s %6d %,9.0f reviews/s, kernel : engine %.2f%n",
                              entry.contender().name(),
                              entry.contender().threads(),
                              entry.batchSize(),
                              entry.median(),
                              kernel / entry.median()));
            });
  }
}
