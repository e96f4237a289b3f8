package sentiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sentiment.dataset.InvalidDataException;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.explain.Attributor;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.model.TestBundles;
import sentiment.text.EncodedReview;
import sentiment.text.Vocabulary;

class FaithfulnessTest {

  private static final ModelBundle BUNDLE = TestBundles.tiny(0.2);

  private static List<LabelledReview> reviews(int n) {
    Random random = new Random(1);
    List<String> words =
        List.of("the", "good", "bad", "film", "not", "very", "great", "awful", "a", "it", "!");
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 12; w++) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      reviews.add(new LabelledReview("r" + i, text.toString(), i % 2 == 0, null));
    }
    return reviews;
  }

  @Test
  void shouldFindLeavingOutAndContributionsBetterThanChance() {
    Faithfulness found = Faithfulness.of(BUNDLE, reviews(60), 1, Progress.NONE);
    assertThat(found.reviews()).isEqualTo(60);
    Additivity sums = Additivity.of(BUNDLE, reviews(60), Progress.NONE);
    assertThat(sums.reviews()).isEqualTo(60);
    assertThat(sums.largestError()).isPositive().isLessThan(1e-5);
    assertThat(found.completenessGap()).isLessThan(0.05);
    double chance = value(found, Faithfulness.RANDOM, "comprehensiveness");
    double enough = value(found, Faithfulness.RANDOM, "sufficiency");
    for (String method : List.of("leave_one_out", "integrated_gradients", "contribution")) {
      assertThat(value(found, method, "comprehensiveness")).as(method).isGreaterThan(chance);
      assertThat(value(found, method, "sufficiency")).as(method).isLessThan(enough);
    }
    Map<String, Double> agreement = found.agreement().get("gradient_times_input");
    assertThat(agreement.get("integrated_gradients")).isBetween(0.05, 1.0);
    assertThat(found.attention().get("on_punctuation").value()).isBetween(0.01, 0.5);
    assertThat(found.attention().get("conicity").value()).isBetween(-1.0, 1.0);
  }

  private static double value(Faithfulness found, String method, String figure) {
    Estimate estimate = found.methods().get(method).get(figure);
    assertThat(estimate.value()).isBetween(estimate.low(), estimate.high());
    return estimate.value();
  }

  @Test
  void shouldGiveTheSameForTheSameSeed() {
    Faithfulness one = Faithfulness.of(BUNDLE, reviews(10), 1, Progress.NONE);
    assertThat(Faithfulness.of(BUNDLE, reviews(10), 1, Progress.NONE)).isEqualTo(one);
    assertThat(Faithfulness.of(BUNDLE, reviews(10), 2, Progress.NONE)).isNotEqualTo(one);
  }

  @Test
  void shouldTakeAwayTheShareThatIsSaid() {
    Attributor attributor = new Attributor(BUNDLE.model());
    EncodedReview review = BUNDLE.encoder().encode("the good film was not very bad");
    Prediction whole = attributor.predict(List.of(review.ids())).get(0);
    List<Integer> order = Erasure.order(review, new double[] {9, 0, 3, 0, 0, 0, 0, 2});
    assertThat(order).startsWith(2, 7).hasSize(7).doesNotContain(0);
    Erasure erasure = Erasure.of(review, order, whole, attributor);
    // of 7 words, 1 and 5 and 10 % are one, 20 % are two, 50 % are four
    double side = Math.signum(whole.logit());
    double fall = 0;
    for (int words : new int[] {1, 1, 1, 2, 4}) {
      List<Integer> gone = order.subList(0, words);
      int[] rest =
          IntStream.range(0, review.length())
              .filter(i -> !gone.contains(i))
              .map(i -> review.ids()[i])
              .toArray();
      double logit = attributor.predict(List.of(rest)).get(0).logit();
      fall += (p(side * whole.logit()) - p(side * logit)) / 5;
    }
    assertThat(erasure.comprehensiveness()).isCloseTo(fall, within(1e-6));
    double unknownFall = 0;
    for (int words : new int[] {1, 1, 1, 2, 4}) {
      int[] ids = review.ids().clone();
      order.subList(words, 7).forEach(i -> ids[i] = Vocabulary.UNKNOWN);
      double logit = attributor.predict(List.of(ids)).get(0).logit();
      unknownFall += (p(side * whole.logit()) - p(side * logit)) / 5;
    }
    assertThat(erasure.unknownSufficiency()).isCloseTo(unknownFall, within(1e-6));
    double flip = 1;
    for (int step = 100; step > 0; step--) {
      List<Integer> gone = order.subList(0, (int) Math.ceil(step * 7 / 100.0));
      double logit =
          attributor.predict(List.of(Attributor.without(review.ids(), gone))).get(0).logit();
      flip = side * logit < 0 ? gone.size() / 7.0 : flip;
    }
    assertThat(erasure.flip()).isEqualTo(flip).isLessThan(1);
  }

  private static double p(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void shouldRefuseReviewsWithoutWords() {
    List<LabelledReview> none = List.of(new LabelledReview("r", "...", true, null));
    assertThatThrownBy(() -> Faithfulness.of(BUNDLE, none, 1, Progress.NONE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("no review has a word that could be explained");
  }

  @Test
  void shouldCorrelateRanksAsByHand() {
    double[] x = {1, 2, 3, 4};
    assertThat(RankCorrelation.kendall(x, new double[] {10, 20, 30, 40})).isEqualTo(1);
    assertThat(RankCorrelation.kendall(x, new double[] {4, 3, 2, 1})).isEqualTo(-1);
    // pairs: 5 in order, 1 not
    assertThat(RankCorrelation.kendall(x, new double[] {1, 3, 2, 4}))
        .isCloseTo(4 / 6.0, within(1e-12));
    // one tie in y: 5 of 6 pairs count there, all in order
    assertThat(RankCorrelation.kendall(x, new double[] {1, 2, 2, 4}))
        .isCloseTo(5 / Math.sqrt(30), within(1e-12));
    assertThat(RankCorrelation.kendall(x, new double[4])).isNaN();
  }
}
