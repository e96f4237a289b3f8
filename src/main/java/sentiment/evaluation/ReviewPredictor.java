package sentiment.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import sentiment.dataset.Progress;
import sentiment.model.AttentionModel;
import sentiment.model.Prediction;
import sentiment.text.EncodedReview;

/** Predicts many reviews on all cores, reviews of like length together. */
public final class ReviewPredictor {

  private static final int BATCH = 64;

  private final AttentionModel model;
  private final Queue<AttentionModel.Session> sessions = new ConcurrentLinkedQueue<>();

  public ReviewPredictor(AttentionModel model) {
    this.model = model;
  }

  /**
   * The logits of reviews.
   *
   * @param progress hears of reviews, from several threads, one at a time
   * @return the logit of each review, in order
   */
  public double[] logits(List<EncodedReview> reviews, Progress progress) {
    int[] byLength =
        IntStream.range(0, reviews.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> reviews.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] logits = new double[reviews.size()];
    AtomicLong done = new AtomicLong();
    IntStream.range(0, (reviews.size() + BATCH - 1) / BATCH)
        .parallel()
        .forEach(
            batch -> {
              int from = batch * BATCH;
              int[] own = IntStream.of(byLength).skip(from).limit(BATCH).toArray();
              List<int[]> ids = IntStream.of(own).mapToObj(i -> reviews.get(i).ids()).toList();
              AttentionModel.Session free = sessions.poll();
              AttentionModel.Session session = free == null ? model.session() : free;
              List<Prediction> predictions = session.predict(ids);
              sessions.add(session);
              for (int i = 0; i < own.length; i++) {
                logits[own[i]] = predictions.get(i).logit();
              }
              synchronized (done) {
                progress.update(done.addAndGet(own.length), reviews.size());
              }
            });
    return logits;
  }
}
