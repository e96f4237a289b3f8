package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.model.Histogram;
import sentiment.model.ModelBundle;
import sentiment.model.ReferenceDistributions;

class StabilityIndexTest {

  private final StabilityIndex halves = index(List.of(0.5), 500L, 500L);

  @Test
  void shouldBeZeroForEqualShares() {
    assertThat(halves.of(new long[] {40, 40})).isZero();
    assertThat(index(List.of(1.0), 300L, 700L).of(new long[] {3000, 7000}))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void shouldBeWhatComesOutByHand() {
    // (0.8 - 0.5) ln(0.8 / 0.5) + (0.2 - 0.5) ln(0.2 / 0.5) = 0.3 ln 4 = 0.4159
    assertThat(halves.of(new long[] {80_000, 20_000})).isCloseTo(0.4159, within(1e-4));
    // (0.6 - 0.5) ln(0.6 / 0.5) + (0.4 - 0.5) ln(0.4 / 0.5) = 0.1 ln 1.5 = 0.0405
    assertThat(halves.of(new long[] {60_000, 40_000})).isCloseTo(0.0405, within(1e-4));
  }

  @Test
  void shouldBeFiniteWhereABinIsEmpty() {
    // shares (0.5 / 1001, 1000.5 / 1001): 0.4995 ln 1.999 + 0.4995 ln 1001 = 3.797
    assertThat(halves.of(new long[] {0, 1000})).isCloseTo(3.797, within(1e-3));
  }

  @Test
  void shouldJoinNeighboursThatHoldNextToNothing() {
    StabilityIndex index = index(List.of(1.0, 2.0, 3.0, 4.0), 5L, 600L, 390L, 4L, 1L);

    assertThat(index.bins()).isEqualTo(2);
    assertThat(List.of(index.bin(0), index.bin(1.5), index.bin(2), index.bin(3), index.bin(9)))
        .containsExactly(0, 0, 1, 1, 1);
  }

  @Test
  void shouldHaveBinsOfTwoPercentForTheShippedModel() {
    ReferenceDistributions reference = ModelBundle.shipped().reference();

    assertThat(new StabilityIndex(reference.score()).bins()).isEqualTo(8);
    assertThat(new StabilityIndex(reference.length()).bins()).isEqualTo(7);
    assertThat(new StabilityIndex(reference.unknown()).bins()).isEqualTo(6);
  }

  @Test
  void shouldSayNothingByTooSmallAReference() {
    assertThat(halves.isMeaningful()).isTrue();
    assertThat(index(List.of(0.5), 249L, 250L).isMeaningful()).isFalse();
    assertThat(index(List.of(0.5), 1000L, 1L).isMeaningful()).isFalse(); // of one bin
    assertThat(index(List.of(0.5), 0L, 0L).isMeaningful()).isFalse();
  }

  private static StabilityIndex index(List<Double> edges, Long... counts) {
    return new StabilityIndex(new Histogram(edges, List.of(counts)));
  }
}
