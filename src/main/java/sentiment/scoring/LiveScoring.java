package sentiment.scoring;

import java.util.Optional;

/**
 * What a running scorer scores with.
 *
 * @param model whose scores are written
 * @param shadow scores the same reviews to be compared; its scores are not written
 * @param metrics told of all of it
 */
public record LiveScoring(LiveModel model, Optional<ShadowModel> shadow, ScoringMetrics metrics) {

  /** Scores with one model and reports to nobody. */
  public static LiveScoring of(LiveModel model) {
    return new LiveScoring(model, Optional.empty(), ScoringMetrics.NONE);
  }
}
