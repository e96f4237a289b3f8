package sentiment.scoring;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import sentiment.model.Histogram;
import sentiment.model.ModelBundle;
import sentiment.model.ReferenceDistributions;

/**
 * How far the reviews of late are from those that the served model was judged by, as one
 * {@linkplain StabilityIndex population stability index} for each {@link Feature}. When another
 * model takes over, it starts anew with that one's reference. Safe for use by several threads; a
 * review costs the same however many there are.
 */
public final class Drift {

  /** What is compared; the reference holds the same quantities of held-out reviews. */
  public enum Feature {
    /** The probability. */
    SCORE,

    /** Words in the whole review, read by the model or not. */
    LENGTH,

    /** Of the words that the model read, the share outside its vocabulary. */
    UNKNOWN;

    private Histogram in(ReferenceDistributions reference) {
      return switch (this) {
        case SCORE -> reference.score();
        case LENGTH -> reference.length();
        case UNKNOWN -> reference.unknown();
      };
    }

    private double of(ReviewScore score) {
      return switch (this) {
        case SCORE -> score.probability();
        case LENGTH -> score.tokens();
        case UNKNOWN -> (double) score.tokensUnknown() / Math.max(1, score.tokensUsed());
      };
    }
  }

  /** A feature's bins are kinds {@code from} to {@code from + index.bins()} of the counts. */
  private record Bins(StabilityIndex index, int from) {}

  private final LiveModel model;
  private final DriftOptions options;
  private final LongSupplier nanoTime;

  private final Map<Feature, Bins> features = new EnumMap<>(Feature.class);
  private ModelBundle bundle;
  private SlidingCounts counts;

  /** Compares with the reference of {@code model}; time runs as {@link System#nanoTime} does. */
  public Drift(LiveModel model, DriftOptions options, LongSupplier nanoTime) {
    this.model = model;
    this.options = options;
    this.nanoTime = nanoTime;
    this.bundle = model.bundle();
    this.counts = start(bundle.reference());
  }

  private SlidingCounts start(ReferenceDistributions reference) {
    int from = 0;
    for (Feature feature : Feature.values()) {
      StabilityIndex index = new StabilityIndex(feature.in(reference));
      features.put(feature, new Bins(index, from));
      from += index.bins();
    }
    return new SlidingCounts(options.window(), options.minReviews(), from);
  }

  /** Counts of the model that is served at this moment, and of now. */
  private SlidingCounts current(long now) {
    ModelBundle served = model.bundle();
    if (served != bundle) {
      bundle = served;
      counts = start(served.reference());
    }
    counts.expire(now);
    return counts;
  }

  /** Takes a score; one that another than the served model made is left out. */
  public synchronized void scored(ReviewScore score) {
    long now = nanoTime.getAsLong();
    SlidingCounts current = current(now);
    if (score.model().equals(bundle.id())) {
      int[] kinds = new int[features.size()];
      int i = 0;
      for (Map.Entry<Feature, Bins> feature : features.entrySet()) {
        Bins bins = feature.getValue();
        kinds[i++] = bins.from() + bins.index().bin(feature.getKey().of(score));
      }
      current.add(now, kinds);
    }
  }

  /** How many reviews are compared. */
  public synchronized long reviews() {
    return current(nanoTime.getAsLong()).events();
  }

  /**
   * The index of one feature, 0 or more; empty while there are too few reviews, and always if the
   * bundle's reference was made of too few.
   */
  public synchronized OptionalDouble psi(Feature feature) {
    SlidingCounts current = current(nanoTime.getAsLong());
    Bins bins = Objects.requireNonNull(features.get(feature));
    if (current.events() < options.minReviews() || !bins.index().isMeaningful()) {
      return OptionalDouble.empty();
    }
    int to = bins.from() + bins.index().bins();
    return OptionalDouble.of(bins.index().of(current.counts(bins.from(), to)));
  }
}
