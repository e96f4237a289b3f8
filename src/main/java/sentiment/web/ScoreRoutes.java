package sentiment.web;

import java.util.List;
import java.util.Locale;
import sentiment.explain.AttributionMethod;
import sentiment.scoring.LiveModel;
import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.SentimentScorer;
import sentiment.scoring.Verdict;

/**
 * {@code POST /score} and {@code POST /score/batch}: reviews in, scores or rejections out; {@code
 * POST /explain}: a review in, its score explained by a method of choice out.
 */
final class ScoreRoutes {

  private final LiveModel model;
  private final ScoringPool pool;
  private final ScoringPool explaining;
  private final BatchAnswer.Slices slices;

  private ScoreRoutes(
      LiveModel model, ScoringPool pool, ScoringPool explaining, BatchAnswer.Slices slices) {
    this.model = model;
    this.pool = pool;
    this.explaining = explaining;
    this.slices = slices;
  }

  /**
   * Scores with what {@code model} serves at the moment of each run of the model.
   *
   * @param explaining runs explanations, which take seconds, so that scores don't wait for them
   */
  static List<Endpoint> of(
      LiveModel model, ScoringPool pool, ScoringPool explaining, BatchAnswer.Slices slices) {
    ScoreRoutes routes = new ScoreRoutes(model, pool, explaining, slices);
    return List.of(
        Endpoint.postJson("/score", routes::score),
        Endpoint.postJson("/score/batch", routes::scoreBatch),
        Endpoint.postJson("/explain", routes::explain));
  }

  private void score(WebRequest request, Exchange exchange) {
    answer(
        pool,
        exchange,
        () -> {
          ScoreQuery query = ScoreQuery.of(request.query());
          Verdict verdict = judge(ReviewInput.readOne(request.body()));
          int status = verdict instanceof Rejection ? 422 : 200;
          exchange.answer(WebResponse.text(status, WebResponse.JSON, query.write(verdict)));
        });
  }

  private void explain(WebRequest request, Exchange exchange) {
    answer(
        explaining,
        exchange,
        () -> {
          AttributionMethod method = method(request.query().getOrDefault("method", "contribution"));
          ReviewInput review = ReviewInput.readOne(request.body());
          SentimentScorer scorer = model.scorer();
          Preparation preparation = scorer.prepare(review.reviewId(), review.text());
          exchange.answer(
              preparation instanceof PreparedReview prepared
                  ? WebResponse.text(
                      200,
                      WebResponse.JSON,
                      ReviewScoreJson.write(scorer.explain(prepared, method)))
                  : WebResponse.text(
                      422, WebResponse.JSON, ReviewScoreJson.write((Rejection) preparation)));
        });
  }

  private static AttributionMethod method(String name) throws InvalidRequestException {
    for (AttributionMethod method : AttributionMethod.values()) {
      if (method.signed() && method.name().toLowerCase(Locale.ROOT).equals(name)) {
        return method;
      }
    }
    throw new InvalidRequestException(
        "method: expected contribution, gradient_times_input, integrated_gradients or"
            + " leave_one_out");
  }

  private Verdict judge(ReviewInput review) {
    SentimentScorer scorer = model.scorer();
    Preparation preparation = scorer.prepare(review.reviewId(), review.text());
    return preparation instanceof Rejection rejection
        ? rejection
        : scorer.judge(List.of((PreparedReview) preparation)).get(0);
  }

  private void scoreBatch(WebRequest request, Exchange exchange) {
    answer(
        pool,
        exchange,
        () -> {
          ScoreQuery query = ScoreQuery.of(request.query());
          List<ReviewInput> reviews = ReviewInput.readMany(request.body());
          new BatchAnswer(model, pool, slices, query, exchange, reviews).run();
        });
  }

  private interface Job {
    void run() throws InvalidRequestException;
  }

  private static void answer(ScoringPool by, Exchange exchange, Job job) {
    if (by.admit(exchange)) {
      by.run(
          exchange,
          () -> {
            try {
              job.run();
            } catch (InvalidRequestException e) {
              exchange.answer(e.answer());
            }
          });
    }
  }
}
