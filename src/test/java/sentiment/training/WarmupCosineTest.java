package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarmupCosineTest {

  private final WarmupCosine rate = new WarmupCosine(0.01, 4, 104, 0.001);

  @Test
  void shouldRiseToThePeakAndFallToTheEnd() {
    assertThat(rate.valueAt(0, 0)).isCloseTo(0.002, within(1e-9));
    assertThat(rate.valueAt(3, 0)).isCloseTo(0.008, within(1e-9));
    assertThat(rate.valueAt(4, 0)).isCloseTo(0.01, within(1e-9));
    assertThat(rate.valueAt(54, 0)).isCloseTo(0.0055, within(1e-9));
    assertThat(rate.valueAt(104, 0)).isCloseTo(0.001, within(1e-9));
    assertThat(rate.valueAt(1000, 0)).isCloseTo(0.001, within(1e-9));
  }
}
