package sentiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
                  positive, logit, random.nextInt(900), random.nextInt(9) / 90.0);
            })
        .toList();
  }

  @Test
  void shouldEstimateEachFigureAsMetricsDo() {
    List<JudgedReview> reviews = reviews(300, 1);
    Metrics metrics =
        Metrics.of(
            reviews.stream().mapToDouble(JudgedReview::logit).toArray(),
            reviews.stream().map(JudgedReview::positive).toList());
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
    Estimates.of(reviews(1000, 3), 1).figures().entrySet().stream()
        .filter(figure -> !figure.getKey().equals("ece")) // chance only ever adds to it
        .forEach(
            figure ->
                assertThat(figure.getValue().value())
                    .as(figure.getKey())
                    .isBetween(figure.getValue().low(), figure.getValue().high()));
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
