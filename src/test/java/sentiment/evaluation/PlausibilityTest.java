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
import sentiment.dataset.RationaleReview;
import sentiment.dataset.RationaleReview.Range;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.Explanation;
import sentiment.explain.Sentence;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.model.TestBundles;
import sentiment.text.EncodedReview;

class PlausibilityTest {

  private static final ModelBundle BUNDLE = TestBundles.tiny(0.2);
  private static final List<String> WORDS =
      List.of("the", "good", "bad", "film", "not", "very", "great", "awful", "a", "it");

  /** Reviews whose reasons are the two words that the model itself finds most important. */
  private static List<RationaleReview> reviews(int n) {
    Random random = new Random(2);
    Attributor attributor = new Attributor(BUNDLE.model());
    List<RationaleReview> reviews = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = 0; w < 12; w++) {
        text.append(WORDS.get(random.nextInt(WORDS.size()))).append(w == 5 ? " ,\n" : " ");
      }
      EncodedReview encoded = BUNDLE.encoder().encode(text.toString());
      double[] scores = attributor.attribute(AttributionMethod.LEAVE_ONE_OUT, encoded.ids());
      double side = attributor.inside(encoded.ids()).logit() >= 0 ? 1 : -1;
      for (int s = 0; s < scores.length; s++) {
        scores[s] *= side;
      }
      List<Range> tokens = RationaleReview.tokens(text.toString());
      List<Range> reasons = new ArrayList<>();
      for (int position : Erasure.order(encoded, scores).subList(0, 2)) {
        int start = encoded.tokens().get(encoded.tokenOf()[position]).start();
        int at =
            IntStream.range(0, tokens.size())
                .filter(t -> tokens.get(t).start() == start)
                .findFirst()
                .orElseThrow();
        reasons.add(new Range(at, at + 1));
      }
      LabelledReview review = new LabelledReview("r" + i, text.toString(), i % 2 == 0, null);
      reviews.add(new RationaleReview(review, tokens, reasons));
    }
    return reviews;
  }

  @Test
  void shouldFindThatReasonsAreTheWordsOfTheMethodThatMadeThem() {
    Plausibility found = Plausibility.of(BUNDLE, reviews(40), 1, Progress.NONE);
    assertThat(found.reviews()).isEqualTo(40);
    assertThat(found.share()).isCloseTo(2 / 13.0, within(1e-9));
    assertThat(value(found, "leave_one_out", "auprc")).isGreaterThan(0.95);
    assertThat(value(found, "leave_one_out", "token_f1")).isGreaterThan(0.95);
    assertThat(value(found, "leave_one_out", "iou_f1")).isGreaterThan(0.8);
    assertThat(value(found, Faithfulness.RANDOM, "auprc")).isBetween(0.1, 0.4);
    assertThat(value(found, Faithfulness.RANDOM, "token_f1")).isBetween(0.02, 0.3);
  }

  @Test
  void shouldFindThatReasonsAreWholeSentences() {
    List<RationaleReview> reviews = new ArrayList<>();
    for (RationaleReview review : reviews(40)) {
      String text = review.review().text(); // two lines, of 7 and 6 tokens
      EncodedReview encoded = BUNDLE.encoder().encode(text);
      Prediction prediction = BUNDLE.model().session().predict(List.of(encoded.ids())).get(0);
      List<Sentence> lines = Explanation.of(text, encoded, prediction).sentences(text);
      assertThat(lines).hasSize(2);
      boolean first = prediction.logit() * (lines.get(0).mean() - lines.get(1).mean()) > 0;
      Range reason = first ? new Range(0, 7) : new Range(7, 13);
      reviews.add(new RationaleReview(review.review(), review.tokens(), List.of(reason)));
    }
    Plausibility found = Plausibility.of(BUNDLE, reviews, 1, Progress.NONE);
    assertThat(value(found, "sentences", "auprc")).isEqualTo(1);
    assertThat(value(found, "sentences", "token_f1")).isGreaterThan(0.9);
    assertThat(value(found, "sentences", "iou_f1")).isEqualTo(1);
    assertThat(value(found, "contribution", "iou_f1")).isLessThan(0.8);

    String tight = "good film!bad"; // a sentence begins inside the last token
    List<Range> tokens = RationaleReview.tokens(tight);
    LabelledReview review = new LabelledReview("r", tight, true, null);
    RationaleReview one = new RationaleReview(review, tokens, List.of(new Range(0, 1)));
    assertThat(Plausibility.of(BUNDLE, List.of(one), 1, Progress.NONE).reviews()).isOne();
  }

  private static double value(Plausibility found, String method, String figure) {
    Map<String, Estimate> figures = found.methods().get(method);
    return figures.get(figure).value();
  }

  @Test
  void shouldMeasureTheAreaAsByHand() {
    boolean[] marked = {true, false, true, false};
    double[] scores = {4, 3, 2, 1};
    // points (recall, precision): (0, 1), (.5, 1), (.5, .5), (1, 2/3), (1, .5)
    double area = 0.5 * 1 + 0.5 * (0.5 + 2 / 3.0) / 2;
    assertThat(Plausibility.areaUnderPrecisionRecall(List.of(0, 1, 2, 3), scores, marked))
        .isCloseTo(area, within(1e-12));
    // all alike: one point, (1, .5)
    assertThat(Plausibility.areaUnderPrecisionRecall(List.of(0, 1, 2, 3), new double[4], marked))
        .isCloseTo(0.75, within(1e-12));
  }

  @Test
  void shouldCompareRunsByTheirOverlap() {
    assertThat(Plausibility.runs(new boolean[] {true, true, false, true}))
        .containsExactly(new Range(0, 2), new Range(3, 4));
    assertThat(Plausibility.overlap(new Range(0, 4), new Range(2, 6))).isEqualTo(2 / 6.0);
    assertThat(Plausibility.overlap(new Range(0, 2), new Range(2, 4))).isZero();
  }

  @Test
  void shouldRefuseReviewsWithoutReasons() {
    RationaleReview none = new RationaleReview(reviews(1).get(0).review(), List.of(), List.of());
    assertThatThrownBy(() -> Plausibility.of(BUNDLE, List.of(none), 1, Progress.NONE))
        .isInstanceOf(InvalidDataException.class);
  }
}
