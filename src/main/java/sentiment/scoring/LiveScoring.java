package sentiment.scoring;

import java.util.Optional;

/**
 * What a running scorer scores with.
 *
 * @param model whose scores are written
 * @param shadow scores the same reviews to be compared; its scores are not written
 * @param metrics told of all of it
 * @param feed shows the reviews that are scored
 */
public record LiveScoring(
    LiveModel model, Optional<ShadowModel> shadow, ScoringMetrics metrics, ReviewFeed feed) {

  /** Shows the reviews to nobody. */
  public LiveScoring(LiveModel model, Optional<ShadowModel> shadow, ScoringMetrics metrics) {
    this(model, shadow, metrics, ReviewFeed.NONE);
  }

  /** Scores with one model and reports to nobody. */
  public static LiveScoring of(LiveModel model) {
    return new LiveScoring(model, Optional.empty(), ScoringMetrics.NONE);
  }
}
