package sentiment.bench;

import java.util.ArrayList;
import java.util.List;
import sentiment.explain.Explanation;
import sentiment.model.AttentionModel;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.scoring.ScoringOptions;
import sentiment.text.EncodedReview;

/**
 * What the explanation costs that every score carries: from the network's numbers to the words with
 * their shares, the most attended ones chosen.
 *
 * @param share of the time in which one thread encodes the reviews and the network reads them
 */
record ExplainingCost(double share) {

  private static final int REVIEWS = 1000;
  private static final int BATCH = 64;
  private static final int ROUNDS = 3; // the last one counts

  /** Measures on the calling thread. */
  static ExplainingCost measure(ModelBundle bundle, List<String> texts) {
    AttentionModel.Session session = bundle.model().loneSession();
    List<String> some = texts.stream().limit(REVIEWS).toList();
    double share = 0;
    long listed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long scoring = 0;
      long explaining = 0;
      for (int from = 0; from < some.size(); from += BATCH) {
        List<String> batch = some.subList(from, Math.min(from + BATCH, some.size()));
        long start = System.nanoTime();
        List<EncodedReview> encoded = new ArrayList<>();
        batch.forEach(text -> encoded.add(bundle.encoder().encode(text)));
        List<Prediction> predictions =
            session.predict(encoded.stream().map(EncodedReview::ids).toList());
        long middle = System.nanoTime();
        for (int i = 0; i < batch.size(); i++) {
          listed +=
              Explanation.of(batch.get(i), encoded.get(i), predictions.get(i))
                  .topAttended(ScoringOptions.DEFAULT.topWords())
                  .size();
        }
        scoring += middle - start;
        explaining += System.nanoTime() - middle;
      }
      share = (double) explaining / scoring;
    }
    if (listed == 0) {
      throw new IllegalArgumentException("no review to measure with has a word");
    }
    return new ExplainingCost(share);
  }
}
