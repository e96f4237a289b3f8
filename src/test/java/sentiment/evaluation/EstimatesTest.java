package sentiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatesTest {

  /** A coin of that many hits in ten, with logits that are right about it. */
  private static List<JudgedReview> reviews(int n, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              double logit = 2 * random.nextGaussian();
              boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-logit));
              return new JudgedReview(
                  positive, logit, random.nextInt(900), random.nextInt(9) / 90.0, null);
            })
        .toList();
  }

  @Test
  void shouldEstimateEachFigureAsMetricsDo() {
    List<JudgedReview> reviews = reviews(300, 1);
    Metrics metrics = Metrics.of(reviews);
    Estimates estimates = Estimates.of(reviews, 1);
    assertThat(estimates.reviews()).isEqualTo(300);
    estimates
        .figures()
        .forEach(
            (name, estimate) ->
                assertThat(estimate.value()).as(name).isEqualTo(metrics.asMap().get(name)));
  }

  @Test
  void shouldGiveTheIntervalThatTheoryGives() {
    List<JudgedReview> reviews = reviews(2000, 2);
    Estimates.Estimate accuracy = Estimates.of(reviews, 1).accuracy();
    double error = Math.sqrt(accuracy.value() * (1 - accuracy.value()) / 2000); // binomial
    assertThat(accuracy.low()).isCloseTo(accuracy.value() - 1.96 * error, within(0.3 * error));
    assertThat(accuracy.high()).isCloseTo(accuracy.value() + 1.96 * error, within(0.3 * error));
  }

  @Test
  void shouldKeepEachFigureInItsInterval() {
    Map<String, Estimates.Estimate> figures = Estimates.of(reviews(1000, 3), 1).figures();
    figures.forEach(
        (name, figure) -> {
          if (!name.equals("ece")) { // it may lie above: part of it is chance
            assertThat(figure.value()).as(name).isBetween(figure.low(), figure.high());
          }
        });
    Estimates.Estimate ece = figures.get("ece");
    assertThat(ece.low()).isGreaterThanOrEqualTo(0);
    assertThat(ece.high() - ece.value()).isLessThan(ece.value() - ece.low());
  }

  @Test
  void shouldDrawReviewsOfOneFilmTogether() {
    List<JudgedReview> alone = reviews(1000, 8);
    List<JudgedReview> fourfold = new ArrayList<>();
    for (int i = 0; i < alone.size(); i++) {
      JudgedReview one = alone.get(i);
      for (int copy = 0; copy < 4; copy++) { // four reviews that say as much as one
        fourfold.add(
            new JudgedReview(one.positive(), one.logit(), one.words(), one.unknown(), "film " + i));
      }
    }
    assertThat(width(Estimates.of(fourfold, 1).accuracy()))
        .isCloseTo(width(Estimates.of(alone, 1).accuracy()), withinPercentage(15));
  }

  private static double width(Estimates.Estimate estimate) {
    return estimate.high() - estimate.low();
  }

  @Test
  void shouldDrawTheSameSamplesForTheSameSeed() {
    List<JudgedReview> reviews = reviews(200, 4);
    assertThat(Estimates.of(reviews, 5)).isEqualTo(Estimates.of(reviews, 5));
    assertThat(Estimates.of(reviews, 5)).isNotEqualTo(Estimates.of(reviews, 6));
  }

  @Test
  void shouldHaveNoAreaUnderTheCurveOfOneClass() {
    List<JudgedReview> liked = reviews(50, 6).stream().filter(JudgedReview::positive).toList();
    Estimates.Estimate auroc = Estimates.of(liked, 1).figures().get("auroc");
    assertThat(auroc.value()).isNaN();
    assertThat(auroc.low()).isNaN();
  }

  @Test
  void shouldPutEachReviewIntoOnePart() {
    List<JudgedReview> reviews = reviews(500, 7);
    Calibration calibration = Calibration.of(reviews, 1);
    assertThat(calibration.byLength()).containsKeys("below 25", "800 or more");
    assertThat(calibration.byUnknown().keySet()).first().isEqualTo("below 0.5 %");
    assertThat(calibration.byLength().values().stream().mapToInt(Estimates::reviews).sum())
        .isEqualTo(500);
    assertThat(calibration.byUnknown().values().stream().mapToInt(Estimates::reviews).sum())
        .isEqualTo(500);
  }
}
