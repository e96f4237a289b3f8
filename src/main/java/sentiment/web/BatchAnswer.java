package sentiment.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import sentiment.scoring.LiveModel;
import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.SentimentScorer;
import sentiment.scoring.Verdict;

/**
 * Answers many reviews, slice by slice: others take their turn between two slices, and the next is
 * scored when the peer has taken the last, so that an answer never takes more memory than a slice.
 */
final class BatchAnswer implements Runnable {

  /** A slice also ends after so many UTF-16 units, read by the model or not. */
  private static final int MAX_SLICE_LENGTH = 1 << 18;

  /**
   * How large slices are.
   *
   * @param maxReviews of a slice
   * @param maxPositions that the model computes for a slice, after which it ends
   */
  record Slices(int maxReviews, int maxPositions) {}

  private final LiveModel model;
  private final ScoringPool pool;
  private final Slices slices;
  private final ScoreQuery query;
  private final Exchange exchange;
  private final Queue<ReviewInput> waiting;
  private boolean begun;

  BatchAnswer(
      LiveModel model,
      ScoringPool pool,
      Slices slices,
      ScoreQuery query,
      Exchange exchange,
      List<ReviewInput> reviews) {
    this.model = model;
    this.pool = pool;
    this.slices = slices;
    this.query = query;
    this.exchange = exchange;
    this.waiting = new ArrayDeque<>(reviews);
  }

  /** Scores and sends the next slice. */
  @Override
  public void run() {
    StringBuilder part = new StringBuilder(begun ? "," : "{\"results\":[");
    String separator = "";
    for (Verdict verdict : nextSlice()) {
      part.append(separator).append(query.write(verdict));
      separator = ",";
    }
    boolean isLast = waiting.isEmpty();
    String text = part.append(isLast ? "]}" : "").toString();
    if (isLast && !begun) {
      exchange.answer(WebResponse.text(200, WebResponse.JSON, text));
      return;
    }
    if (!begun && !exchange.begin(WebResponse.text(200, WebResponse.JSON, ""))) {
      return;
    }
    begun = true;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (isLast) {
      exchange.end(bytes);
    } else {
      exchange.send(bytes, () -> pool.run(exchange, this));
    }
  }

  private List<Verdict> nextSlice() {
    SentimentScorer scorer = model.scorer();
    List<Preparation> slice = new ArrayList<>();
    List<PreparedReview> prepared = new ArrayList<>();
    long positions = 0;
    long length = 0;
    while (!waiting.isEmpty()
        && slice.size() < slices.maxReviews()
        && positions < slices.maxPositions()
        && length < MAX_SLICE_LENGTH) {
      ReviewInput review = waiting.remove();
      Preparation preparation = scorer.prepare(review.reviewId(), review.text());
      slice.add(preparation);
      length += review.text().length();
      if (preparation instanceof PreparedReview ready) {
        prepared.add(ready);
        positions += ready.positions();
      }
    }
    Iterator<Verdict> judged = scorer.judge(prepared).iterator();
    List<Verdict> verdicts = new ArrayList<>(slice.size());
    for (Preparation preparation : slice) {
      verdicts.add(preparation instanceof Rejection rejection ? rejection : judged.next());
    }
    return verdicts;
  }
}
