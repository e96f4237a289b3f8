package sentiment.evaluation;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.model.AttentionModel;
import sentiment.model.LogitGradients;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;

/**
 * Whether bias and contributions sum up to the logit, which another way of computing it tells: from
 * the attended context.
 *
 * @param reviews that were looked at
 * @param largestError largest distance between the two, in log-odds; 0 if there are no reviews
 */
public record Additivity(int reviews, double largestError) {

  private static final int BATCH = 16;

  /**
   * Looks at reviews.
   *
   * @param progress hears of reviews, from several threads, one at a time
   */
  public static Additivity of(ModelBundle bundle, List<LabelledReview> reviews, Progress progress) {
    LogitGradients context = new LogitGradients(bundle.model());
    ThreadLocal<AttentionModel.Session> sessions =
        ThreadLocal.withInitial(bundle.model()::loneSession);
    AtomicInteger done = new AtomicInteger();
    double largest =
        IntStream.range(0, (reviews.size() + BATCH - 1) / BATCH)
            .parallel()
            .mapToDouble(
                batch -> {
                  List<int[]> ids =
                      reviews.stream()
                          .skip((long) batch * BATCH)
                          .limit(BATCH)
                          .map(review -> bundle.encoder().encode(review.text()).ids())
                          .toList();
                  double[] logits = context.logits(ids.stream().map(context::vectors).toList());
                  List<Prediction> predictions = sessions.get().predict(ids);
                  synchronized (done) {
                    progress.update(done.addAndGet(ids.size()), reviews.size());
                  }
                  return IntStream.range(0, logits.length)
                      .mapToDouble(i -> Math.abs(sum(predictions.get(i)) - logits[i]))
                      .max()
                      .orElse(0);
                })
            .max()
            .orElse(0);
    return new Additivity(reviews.size(), largest);
  }

  private static double sum(Prediction prediction) {
    return prediction.outputBias()
        + IntStream.range(0, prediction.positions()).mapToDouble(prediction::contribution).sum();
  }
}
