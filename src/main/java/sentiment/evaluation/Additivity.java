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
        IntStream.range(0, reviews.size())
            .parallel()
            .mapToDouble(
                i -> {
                  int[] ids = bundle.encoder().encode(reviews.get(i).text()).ids();
                  Prediction prediction = sessions.get().predict(List.of(ids)).get(0);
                  double sum = prediction.outputBias();
                  for (int t = 0; t < prediction.positions(); t++) {
                    sum += prediction.contribution(t);
                  }
                  double logit = context.of(List.of(context.vectors(ids))).get(0).logit();
                  synchronized (done) {
                    progress.update(done.incrementAndGet(), reviews.size());
                  }
                  return Math.abs(sum - logit);
                })
            .max()
            .orElse(0);
    return new Additivity(reviews.size(), largest);
  }
}
