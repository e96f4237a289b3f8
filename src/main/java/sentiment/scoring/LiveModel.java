package sentiment.scoring;

import java.time.Clock;
import sentiment.model.ModelBundle;

/**
 * The model that is served; it can be replaced while threads score with it. Safe for use by several
 * threads.
 *
 * <p>Each thread gets a scorer of its own, which it keeps for as long as the model is the same. A
 * thread asks between two batches only, since a review is encoded for the model that scores it; the
 * old model goes when the last thread has asked.
 */
public final class LiveModel {

  private record Scorer(ModelBundle bundle, SentimentScorer scorer) {}

  private final ScoringOptions options;
  private final Clock clock;

  @SuppressWarnings("ThreadLocalUsage") // of one thread and one model, not of all models
  private final ThreadLocal<Scorer> scorers = new ThreadLocal<>();

  private volatile ModelBundle bundle;

  /** Serves {@code bundle} until it is {@linkplain #replace replaced}. */
  public LiveModel(ModelBundle bundle, ScoringOptions options, Clock clock) {
    this.bundle = bundle;
    this.options = options;
    this.clock = clock;
  }

  /** What is served now. */
  public ModelBundle bundle() {
    return bundle;
  }

  /** Serves another bundle from now on. */
  public void replace(ModelBundle next) {
    bundle = next;
  }

  /** The calling thread's scorer for what is served now; cheap while that is the same. */
  public SentimentScorer scorer() {
    ModelBundle served = bundle;
    Scorer known = scorers.get();
    if (known == null || known.bundle() != served) {
      known = new Scorer(served, new SentimentScorer(served, options, clock));
      scorers.set(known);
    }
    return known.scorer();
  }
}
