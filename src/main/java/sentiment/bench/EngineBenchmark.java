package sentiment.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
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

  private final EngineBenchOptions options;
  private final Supplier<ModelBundle> loader;
  private final IntConsumer progress;
  private int done;

  /**
   * Prepares; starts nothing.
   *
   * @param loader loads the model or makes it up
   * @param progress told how many of the {@link #steps} are done
   */
  public EngineBenchmark(
      EngineBenchOptions options, Supplier<ModelBundle> loader, IntConsumer progress) {
    this.options = options;
    this.loader = loader;
    this.progress = progress;
  }

  /** Parts of the work, of about the same length. */
  public static int steps(EngineBenchOptions options) {
    return (1 + options.rounds()) * options.threads().size() * options.batches().size();
  }

  /**
   * Runs it all.
   *
   * @throws IllegalArgumentException if no review has a word
   */
  public EngineReport run() throws InterruptedException {
    ModelBundle bundle = loader.get();
    List<int[]> reviews = reviews(bundle.encoder());
    MultiplyAddPeak.warmUp();
    Map<EngineSetup, List<EngineRound>> rounds = new LinkedHashMap<>();
    setups(bundle.model()).forEach(setup -> rounds.put(setup, new ArrayList<>()));
    ThroughputRun run = new ThroughputRun(reviews, (long) (options.seconds() * 1e9));
    for (int round = 0; round <= options.rounds(); round++) {
      for (Map.Entry<EngineSetup, List<EngineRound>> setup : rounds.entrySet()) {
        EngineRound measured = run.measure(setup.getKey());
        if (round > 0) {
          setup.getValue().add(measured);
        }
        step();
      }
    }
    return new EngineReport(Machine.here(), options, bundle, reviews, rounds);
  }

  private void step() {
    done++;
    progress.accept(done);
  }

  private List<EngineSetup> setups(AttentionModel model) {
    List<EngineSetup> setups = new ArrayList<>();
    Engine kernel = new KernelEngine(model);
    for (int threads : options.threads()) {
      for (int batch : options.batches()) {
        setups.add(new EngineSetup(kernel, threads, batch));
      }
    }
    return setups;
  }

  /** The ids of reviews that have a word, cut where the options say so. */
  private List<int[]> reviews(SequenceEncoder encoder) {
    Integer length = options.length();
    int most = length == null ? Integer.MAX_VALUE : length;
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
