package sentiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetricsTest {

  @Test
  void shouldComputeEachFigureAsByHand() {
    double[] logits = {logit(0.9), logit(0.6), logit(0.4), logit(0.2)};
    Metrics metrics = Metrics.of(logits, List.of(true, false, true, false));
    assertThat(metrics.accuracy()).isEqualTo(0.5);
    assertThat(metrics.auroc()).isEqualTo(0.75); // 3 of 4 pairs in order
    double loss = -(Math.log(0.9) + Math.log(0.4) + Math.log(0.4) + Math.log(0.8)) / 4;
    assertThat(metrics.loss()).isCloseTo(loss, within(1e-12));
    assertThat(metrics.brier()).isCloseTo((0.01 + 0.36 + 0.36 + 0.04) / 4, within(1e-12));
    // confidences .9 (right), .6 and .6 (wrong, one bin), .8 (right)
    assertThat(metrics.ece()).isCloseTo((0.1 + 1.2 + 0.2) / 4, within(1e-12));
  }

  @Test
  void shouldCountTiesAsHalf() {
    assertThat(Metrics.of(new double[] {1, 1, 1}, List.of(true, false, true)).auroc())
        .isEqualTo(0.5);
  }

  @Test
  void shouldStayFiniteForExtremeLogits() {
    Metrics metrics = Metrics.of(new double[] {1000, -1000}, List.of(false, true));
    assertThat(metrics.loss()).isEqualTo(1000);
  }

  @Test
  @Timeout(20)
  void shouldComeToAnEndWithLogitsThatAreNoNumbers() {
    double[] logits = {Double.NaN, 1, Double.NaN};
    assertThat(Metrics.of(logits, List.of(true, false, true)).loss()).isNaN();
  }

  @Test
  void shouldFindTheTemperatureThatMadeTheLabels() {
    Random random = new Random(3);
    double[] logits = new double[20_000];
    List<Boolean> truth = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      double honest = 2 * random.nextGaussian();
      logits[i] = 2.5 * honest;
      truth.add(random.nextDouble() < 1 / (1 + Math.exp(-honest)));
    }
    Scaling scaling = Scaling.byTemperature(logits, truth);
    assertThat(scaling.temperature()).isCloseTo(2.5, within(0.12));
    assertThat(scaling.bias()).isZero();
  }

  @Test
  void shouldNotBeSureBecauseAHandfulOfReviewsWereJudgedRight() {
    double[] logits = {1, 1.5, 2, -1, -1.5, -2};
    List<Boolean> truth = List.of(true, true, true, false, false, false);
    for (Scaling scaling :
        List.of(Scaling.byTemperature(logits, truth), Scaling.byPlatt(logits, truth))) {
      assertThat(scaling.temperature()).isBetween(0.4, 0.9);
    }
  }

  @Test
  void shouldFindTheBiasThatBalancedClassesLeft() {
    Random random = new Random(4);
    double[] logits = new double[20_000];
    List<Boolean> truth = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      double honest = 2 * random.nextGaussian() + 1.5;
      logits[i] = 2.5 * (honest - 1.5);
      truth.add(random.nextDouble() < 1 / (1 + Math.exp(-honest)));
    }
    Scaling scaling = Scaling.byPlatt(logits, truth);
    assertThat(scaling.temperature()).isCloseTo(2.5, within(0.15));
    assertThat(scaling.bias()).isCloseTo(1.5, within(0.1));
    assertThat(scaling.of(new double[] {2.5})[0]).isCloseTo(2.5, within(0.15));
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
