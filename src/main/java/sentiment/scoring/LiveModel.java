package sentiment.scoring;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import sentiment.model.ModelBundle;

/**
 * The model that is served; it can be replaced while threads score with it. Safe for use by several
 * threads.
 *
 * <p>Each thread has a scorer of its own for as long as the model is the same. A thread asks at the
 * beginning of a batch and keeps the answer until its end, since a review is encoded for the model
 * that scores it; nobody holds the old model any longer than that.
 */
public final class LiveModel {

  private record Scorer(ModelBundle bundle, SentimentScorer scorer) {}

  private final ScoringOptions options;
  private final Clock clock;

  // not a thread-local: an idle thread would hold on to an old model
  private final Map<Thread, Scorer> scorers = Collections.synchronizedMap(new WeakHashMap<>());
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
    scorers.clear();
  }

  /** The calling thread's scorer for what is served now; cheap while that is the same. */
  public SentimentScorer scorer() {
    ModelBundle served = bundle;
    Scorer known = scorers.get(Thread.currentThread());
    if (known == null || known.bundle() != served) {
      known = new Scorer(served, new SentimentScorer(served, options, clock));
      scorers.put(Thread.currentThread(), known);
    }
    return known.scorer();
  }
}
