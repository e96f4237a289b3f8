package sentiment.bench;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sentiment.kernel.MultiplyAddPeak;
import sentiment.model.AttentionModel;
import sentiment.model.ModelBundle;
import sentiment.text.EncodedReview;
import sentiment.text.SequenceEncoder;

/**
 * Measures scoring engines side by side: all setups in turn, round by round, so that a machine that
 * slows down or has other work slows all of them down. The first round warms up and does not count.
 */
public final class EngineBenchmark {

  /** DL4J gains from large batches alone. */
  private static final int DL4J_BATCH = 200;

  private static final int DEFAULT_TRAINING_LENGTH = 200;

  /** Tokens for each word of the vocabulary that a model has to change its ways. */
  private static final long SETTLING_TOKENS = 16;

  private static final int SETTLING_BATCH = 64;
  private static final int LATENCY_STEPS = 2;

  private final EngineBenchOptions options;
  private final Supplier<ModelBundle> loader;
  private final @Nullable Supplier<ModelBundle> rival;
  private final Clock clock;
  private final IntConsumer progress;
  private int done;

  /**
   * Prepares; starts nothing.
   *
   * @param loader loads the model or makes it up
   * @param rival loads or makes up another model whose throughput is measured beside it, or null
   * @param clock of the scores
   * @param progress told how many of the {@link #steps} are done
   */
  public EngineBenchmark(
      EngineBenchOptions options,
      Supplier<ModelBundle> loader,
      @Nullable Supplier<ModelBundle> rival,
      Clock clock,
      IntConsumer progress) {
    this.options = options;
    this.loader = loader;
    this.rival = rival;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Parts of the work.
   *
   * @param rival whether there is one
   */
  public static int steps(EngineBenchOptions options, boolean rival) {
    int setups = options.engines().contains(EngineKind.DL4J) ? 1 : 0;
    int models = (options.engines().contains(EngineKind.KERNEL) ? 1 : 0) + (rival ? 1 : 0);
    setups += models * options.threads().size() * options.batches().size();
    return (1 + options.rounds()) * (setups + (options.training() ? 1 : 0))
        + (options.calls() > 0 ? LATENCY_STEPS : 0)
        + 1; // the cost of explaining
  }

  /** Scores until the model does no less a token than before: it makes tables for itself. */
  private static void settle(ModelBundle bundle, List<int[]> reviews) {
    AttentionModel model = bundle.model();
    long words = bundle.manifest().text().vocabularySize();
    AttentionModel.Session session = model.loneSession();
    long work = model.multiplyAddsPerToken();
    long enough = SETTLING_TOKENS * words;
    long read = 0;
    for (int from = 0; read < enough && model.multiplyAddsPerToken() == work; ) {
      List<int[]> batch = reviews.subList(from, Math.min(from + SETTLING_BATCH, reviews.size()));
      session.predict(batch);
      read += batch.stream().mapToLong(ids -> ids.length).sum();
      from = (from + batch.size()) % reviews.size();
    }
  }

  /**
   * Runs it all.
   *
   * @throws IllegalArgumentException if no review has a word
   */
  public EngineReport run() throws InterruptedException {
    long before = Memory.heapAfterCollection();
    ModelBundle bundle = loader.get();
    List<int[]> reviews = reviews(bundle.encoder());
    settle(bundle, reviews);
    long after = Memory.heapAfterCollection();
    Memory memory = new Memory(after - before, after, Memory.resident());
    ModelBundle other = rival == null ? null : rival.get();
    List<int[]> othersReviews = other == null ? List.of() : reviews(other.encoder());
    List<EngineSetup> setups = setups(bundle, reviews, other, othersReviews);
    int trainingLength = Objects.requireNonNullElse(options.length(), DEFAULT_TRAINING_LENGTH);
    Optional<TrainingSteps> training = trainingSteps(bundle, reviews, trainingLength);
    EngineResults results =
        new EngineResults(
            Machine.here(),
            bundle.id(),
            bundle.manifest().text().vocabularySize(),
            bundle.manifest().architecture(),
            other == null
                ? null
                : new EngineResults.Rival(
                    other.id(), other.manifest().architecture(), meanLength(othersReviews)),
            reviews.size(),
            meanLength(reviews),
            options.rounds(),
            options.seconds(),
            options.seed(),
            throughput(setups),
            latencies(bundle),
            explaining(bundle),
            allocations(bundle.model(), reviews),
            memory,
            trainingLength,
            training.map(this::time).orElse(Map.of()));
    return new EngineReport(results);
  }

  private ExplainingCost explaining(ModelBundle bundle) {
    ExplainingCost cost =
        ExplainingCost.measure(bundle, options.texts().stream().limit(options.reviews()).toList());
    step();
    return cost;
  }

  private static double meanLength(List<int[]> reviews) {
    return reviews.stream().mapToInt(ids -> ids.length).average().orElse(0);
  }

  private void step() {
    done++;
    progress.accept(done);
  }

  private List<Throughput> throughput(List<EngineSetup> setups) throws InterruptedException {
    MultiplyAddPeak.warmUp();
    Map<EngineSetup, List<EngineRound>> rounds = new LinkedHashMap<>();
    setups.forEach(setup -> rounds.put(setup, new ArrayList<>()));
    ThroughputRun run = new ThroughputRun((long) (options.seconds() * 1e9));
    for (int round = 0; round <= options.rounds(); round++) {
      for (Map.Entry<EngineSetup, List<EngineRound>> setup : rounds.entrySet()) {
        EngineRound measured = run.measure(setup.getKey());
        if (round > 0) {
          setup.getValue().add(measured);
        }
        step();
      }
    }
    return rounds.entrySet().stream().map(e -> Throughput.of(e.getKey(), e.getValue())).toList();
  }

  private List<EngineSetup> setups(
      ModelBundle bundle,
      List<int[]> reviews,
      @Nullable ModelBundle other,
      List<int[]> othersReviews) {
    List<EngineSetup> setups = new ArrayList<>();
    if (options.engines().contains(EngineKind.KERNEL)) {
      setups.addAll(setups(new KernelEngine(KernelEngine.NAME, bundle.model()), reviews));
    }
    if (other != null) {
      settle(other, othersReviews);
      setups.addAll(setups(new KernelEngine(KernelEngine.RIVAL, other.model()), othersReviews));
    }
    if (options.engines().contains(EngineKind.DL4J)) {
      Engine dl4j =
          new Dl4jEngine(
              bundle.manifest().architecture(),
              bundle.manifest().text().vocabularySize(),
              options.seed());
      int cores = Runtime.getRuntime().availableProcessors();
      setups.add(new EngineSetup(dl4j, reviews, cores, DL4J_BATCH));
    }
    return setups;
  }

  private List<EngineSetup> setups(Engine engine, List<int[]> reviews) {
    List<EngineSetup> setups = new ArrayList<>();
    for (int threads : options.threads()) {
      for (int batch : options.batches()) {
        setups.add(new EngineSetup(engine, reviews, threads, batch));
      }
    }
    return setups;
  }

  private List<Latency> latencies(ModelBundle bundle) {
    if (options.calls() == 0) {
      return List.of();
    }
    List<String> texts = options.texts().stream().limit(options.reviews()).toList();
    LatencyRun run = new LatencyRun(bundle, texts, clock);
    Latency usual = run.usual(options.calls());
    step();
    Latency each = run.each(options.calls());
    step();
    return List.of(usual, each);
  }

  private List<Allocation> allocations(AttentionModel model, List<int[]> reviews) {
    List<Allocation> allocations = new ArrayList<>();
    for (int batch : options.batches()) {
      Allocation allocation = Allocation.measure(model, ThroughputRun.batches(reviews, batch));
      if (allocation != null) {
        allocations.add(allocation);
      }
    }
    return allocations;
  }

  private Optional<TrainingSteps> trainingSteps(
      ModelBundle bundle, List<int[]> reviews, int length) {
    return options.training()
        ? Optional.of(
            new TrainingSteps(
                bundle.manifest().architecture(),
                bundle.manifest().text().vocabularySize(),
                reviews,
                length,
                options.seed()))
        : Optional.empty();
  }

  private Map<String, List<Double>> time(TrainingSteps steps) {
    Map<String, List<Double>> training = new LinkedHashMap<>();
    for (int round = 0; round <= options.rounds(); round++) {
      boolean counts = round > 0;
      steps
          .step()
          .forEach(
              (layers, seconds) -> {
                String name = layers.name().toLowerCase(Locale.ROOT);
                List<Double> all = training.computeIfAbsent(name, key -> new ArrayList<>());
                if (counts) {
                  all.add(seconds);
                }
              });
      step();
    }
    return training;
  }

  /** The ids of reviews that have a word, cut where the options say so. */
  private List<int[]> reviews(SequenceEncoder encoder) {
    int most = Objects.requireNonNullElse(options.length(), Integer.MAX_VALUE);
    List<int[]> reviews =
        options.texts().stream()
            .map(encoder::encode)
            .filter(review -> !review.tokens().isEmpty())
            .limit(options.reviews())
            .map(EncodedReview::ids)
            .map(ids -> ids.length > most ? Arrays.copyOf(ids, most) : ids)
            .toList();
    if (reviews.isEmpty()) {
      throw new IllegalArgumentException("no review to measure with has a word");
    }
    return reviews;
  }
}
