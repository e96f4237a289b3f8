package sentiment.scoring;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second model that scores the same reviews, so that it can be judged on real traffic before it
 * is served. Whatever happens to it, the served model's scores stay as they are.
 */
public final class ShadowModel {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowModel.class);

  private final LiveModel model;
  private final ScoringMetrics metrics;

  /** Compares {@code model} with what is served, and reports to {@code metrics}. */
  public ShadowModel(LiveModel model, ScoringMetrics metrics) {
    this.model = model;
    this.metrics = metrics;
  }

  /** The model in the shadow. */
  public LiveModel model() {
    return model;
  }

  /**
   * Scores reviews again.
   *
   * @param reviews as prepared for the served model
   * @param served what became of each; rejected ones are left out
   */
  public void compare(List<PreparedReview> reviews, List<ScoringResult> served) {
    List<PreparedReview> again = new ArrayList<>();
    List<ReviewScore> scores = new ArrayList<>();
    int failed = 0;
    try {
      SentimentScorer scorer = model.scorer();
      for (int i = 0; i < reviews.size(); i++) {
        if (served.get(i) instanceof ReviewScore score) {
          PreparedReview review = reviews.get(i);
          // another vocabulary reads other ids
          if (scorer.prepare(review.reviewId(), review.text()) instanceof PreparedReview prepared) {
            again.add(prepared);
            scores.add(score);
          } else {
            failed++;
          }
        }
      }
      List<ScoringResult> results = scorer.score(again);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i) instanceof ReviewScore shadow) {
          report(scores.get(i), shadow);
        } else {
          failed++;
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("the shadow model failed", e);
      failed += again.size();
    }
    if (failed > 0) {
      metrics.shadowFailed(failed);
    }
  }

  private void report(ReviewScore served, ReviewScore shadow) {
    boolean agrees = served.probability() >= 0.5 == shadow.probability() >= 0.5;
    metrics.shadowScored(agrees, shadow.probability() - served.probability());
  }
}
