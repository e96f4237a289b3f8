package sentiment.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import sentiment.bench.StreamUnderTest.Changelog;
import sentiment.demo.EmbeddedBroker;
import sentiment.demo.TemporaryDirectory;
import sentiment.model.ModelBundle;

/**
 * Measures throughput and latency of the whole path, and what durability and batches do to them.
 * Broker, producer, consumer and stream share one process, so ratios travel further than figures.
 */
public final class KafkaBenchmark {

  private static final String TRICKLE = "trickle";
  private static final double TRICKLE_PER_SECOND = 5;
  private static final int WARM_UP_SHARE = 2;

  private final BenchOptions options;
  private final ModelBundle bundle;
  private final IntConsumer progress;
  private int done;

  /**
   * Prepares; starts nothing.
   *
   * @param progress told how many of the {@link #steps} are done
   */
  public KafkaBenchmark(BenchOptions options, ModelBundle bundle, IntConsumer progress) {
    this.options = options;
    this.bundle = bundle;
    this.progress = progress;
  }

  /** Parts of the work, of about the same length. */
  public static int steps(BenchOptions options) {
    return 1 + Variant.values().length * (options.rounds() + 1);
  }

  /**
   * Runs it all.
   *
   * @throws IOException if there is no place for the broker's data
   */
  public BenchReport run() throws IOException, InterruptedException {
    Map<Variant, List<Saturation>> saturations = new EnumMap<>(Variant.class);
    Map<Variant, List<Latency>> latencies = new EnumMap<>(Variant.class);
    try (TemporaryDirectory dir = TemporaryDirectory.create("sentiment-bench");
        EmbeddedBroker broker = EmbeddedBroker.start(dir.path())) {
      saturate(broker, Variant.DEFAULT, "warm-up", Math.max(1, options.reviews() / WARM_UP_SHARE));
      step();
      for (int round = 1; round <= options.rounds(); round++) {
        for (Variant variant : Variant.values()) {
          String name = name(variant) + "-" + round;
          saturations
              .computeIfAbsent(variant, key -> new ArrayList<>())
              .add(saturate(broker, variant, name, options.reviews()));
          step();
        }
      }
      double rate = BenchReport.median(Objects.requireNonNull(saturations.get(Variant.DEFAULT)));
      for (Variant variant : Variant.values()) {
        latencies.put(variant, latencies(broker, variant, rate));
        step();
      }
    }
    return new BenchReport(options, bundle.id(), saturations, latencies);
  }

  private void step() {
    done++;
    progress.accept(done);
  }

  private static String name(Variant variant) {
    return "bench-" + variant.title().replace(' ', '-');
  }

  private Saturation saturate(EmbeddedBroker broker, Variant variant, String name, int reviews) {
    try (StreamUnderTest stream =
        new StreamUnderTest(broker, variant, name, options.partitions(), options.settings())) {
      for (int i = 0; i < reviews; i++) {
        var unused = stream.send(i, text(i));
      }
      stream.flush();
      stream.start(bundle);
      stream.read(reviews, number -> {});
      // not from the first result seen: all of them may come with one commit
      double seconds = (System.nanoTime() - stream.statistics().firstBatch()) / 1e9;
      double perSecond = reviews / seconds;
      BatchStatistics batches = stream.statistics();
      Percentiles sizes = batches.sizes();
      Changelog changelog = stream.changelog();
      return new Saturation(
          perSecond,
          perSecond * batches.words() / reviews,
          sizes.mean(),
          sizes.at(50),
          sizes.at(100),
          batches.paddingRatio(),
          batches.inferenceSeconds() / seconds,
          (double) changelog.records() / reviews,
          (double) changelog.tombstones() / reviews,
          (double) changelog.bytes() / reviews);
    }
  }

  private String text(int number) {
    return options.texts().get(number % options.texts().size());
  }

  private List<Latency> latencies(EmbeddedBroker broker, Variant variant, double saturation)
      throws InterruptedException {
    List<Latency> latencies = new ArrayList<>();
    String name = name(variant) + "-latency";
    try (StreamUnderTest stream =
        new StreamUnderTest(broker, variant, name, options.partitions(), options.settings())) {
      stream.start(bundle);
      stream.awaitRunning();
      int sent = 0;
      sent += measure(stream, TRICKLE, TRICKLE_PER_SECOND, sent, latencies);
      sent += measure(stream, "50 %", saturation / 2, sent, latencies);
      measure(stream, "80 %", saturation * 0.8, sent, latencies);
    }
    return latencies;
  }

  private int measure(
      StreamUnderTest stream, String load, double perSecond, int first, List<Latency> latencies)
      throws InterruptedException {
    long[] due = Arrivals.of(perSecond, options.seconds(), options.seed() + first);
    long[] latency = new long[due.length];
    long start = System.nanoTime();
    Thread sender = stream.load(start, due, first, options.texts());
    stream.read(
        due.length,
        number -> latency[number - first] = System.nanoTime() - start - due[number - first]);
    sender.join();
    latencies.add(Latency.of(load, perSecond, latency));
    return due.length;
  }
}
