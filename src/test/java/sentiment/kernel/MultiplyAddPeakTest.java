package sentiment.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MultiplyAddPeakTest {

  @Test
  void shouldMeasureAFiniteNumberOfOperations() {
    MultiplyAddPeak.warmUp();

    assertThat(MultiplyAddPeak.gflops(1)).isFinite().isPositive();
    assertThat(MultiplyAddPeak.vectorBits()).isEqualTo(Tiles.BEST.lanes() * Float.SIZE);
  }
}
