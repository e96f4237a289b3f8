package sentiment.scoring;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Explanation;
import sentiment.explain.WordContribution;
import sentiment.model.AttentionModel;
import sentiment.model.ModelBundle;
import sentiment.model.ModelId;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;
import sentiment.text.SequenceEncoder;

/**
 * Scores reviews in batches. Holds the scratch memory of one thread, so each thread has its own
 * scorer; the model behind them is shared.
 */
public final class SentimentScorer {

  private final ModelBundle bundle;
  private final SequenceEncoder encoder;
  private final AttentionModel.Session session;
  private final ScoringOptions options;
  private final Clock clock;

  public SentimentScorer(ModelBundle bundle, ScoringOptions options, Clock clock) {
    this.bundle = bundle;
    this.encoder = bundle.encoder();
    this.session = bundle.model().session();
    this.options = options;
    this.clock = clock;
  }

  /** Which bundle this scorer scores with. */
  public ModelId modelId() {
    return bundle.id();
  }

  /**
   * Checks and encodes one review. Whatever is wrong with a review by itself is found here, before
   * it shares a batch with others.
   */
  public Preparation prepare(String reviewId, String text) {
    if (text.length() > options.maxTextLength()) {
      return new Rejection(
          reviewId,
          RejectionReason.TOO_LARGE,
          "text of %d characters, at most %d are accepted"
              .formatted(text.length(), options.maxTextLength()));
    }
    EncodedReview encoded = encoder.encode(text);
    if (encoded.tokens().isEmpty()) {
      return new Rejection(
          reviewId,
          RejectionReason.EMPTY_TEXT,
          text.isEmpty() ? "empty text" : "no words in a text of " + text.length() + " characters");
    }
    return new PreparedReview(reviewId, text, encoded, bundle.positions(encoded.length()));
  }

  /** Scores a batch as {@link #judge} does, and keeps the results alone. */
  public List<ScoringResult> score(List<PreparedReview> batch) {
    return judge(batch).stream().map(Verdict::result).toList();
  }

  /**
   * Scores a batch; verdict i belongs to review i. A review that makes scoring throw costs only
   * itself: the others are scored one by one and it comes back as SCORING_FAILED.
   */
  public List<Verdict> judge(List<PreparedReview> batch) {
    try {
      return judgeTogether(batch);
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        return List.of(
            new Rejection(batch.get(0).reviewId(), RejectionReason.SCORING_FAILED, e.toString()));
      }
      List<Verdict> verdicts = new ArrayList<>(batch.size());
      for (PreparedReview review : batch) {
        verdicts.addAll(judge(List.of(review)));
      }
      return verdicts;
    }
  }

  /** Prepares and scores one review. */
  public ScoringResult score(String reviewId, String text) {
    Preparation preparation = prepare(reviewId, text);
    if (preparation instanceof Rejection rejection) {
      return rejection;
    }
    return score(List.of((PreparedReview) preparation)).get(0);
  }

  /**
   * Scores one review and explains it by a method of choice, with the words that would turn the
   * judgement. Takes some hundred times as long as scoring.
   */
  public ExplainedScore explain(PreparedReview review, AttributionMethod method) {
    Judgement judgement =
        judgement(review, session.predict(List.of(review.encoded().ids())).get(0));
    Attributor attributor = new Attributor(bundle.model());
    return ExplainedScore.of(
        judgement.detail(), ExplainedReview.of(bundle, review.text(), method, attributor));
  }

  private List<Verdict> judgeTogether(List<PreparedReview> batch) {
    List<int[]> ids = batch.stream().map(review -> review.encoded().ids()).toList();
    List<Prediction> predictions = session.predict(ids);
    List<Verdict> verdicts = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      verdicts.add(judgement(batch.get(i), predictions.get(i)));
    }
    return verdicts;
  }

  private Judgement judgement(PreparedReview review, Prediction prediction) {
    if (!Double.isFinite(prediction.logit())) {
      throw new ArithmeticException("the model's logit is " + prediction.logit());
    }
    EncodedReview encoded = review.encoded();
    Explanation explanation = Explanation.of(review.text(), encoded, prediction);
    List<WordContribution> words = explanation.topAttended(options.topWords());
    ReviewScore score =
        new ReviewScore(
            review.reviewId(),
            options.label(prediction.probability()),
            prediction.probability(),
            prediction.logit(),
            explanation.bias(),
            words,
            words.stream().mapToDouble(WordContribution::attention).sum(),
            encoded.tokens().size(),
            encoded.tokensUsed(),
            encoded.tokensUnknown(),
            bundle.id(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return new Judgement(review, explanation, score);
  }
}
