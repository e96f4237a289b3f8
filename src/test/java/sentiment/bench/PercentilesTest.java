package sentiment.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void shouldTakeTheNearestRank() {
    Percentiles hundred =
        Percentiles.of(LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray());

    assertThat(hundred.at(50)).isEqualTo(50);
    assertThat(hundred.at(99)).isEqualTo(99);
    assertThat(hundred.at(99.1)).isEqualTo(100);
    assertThat(hundred.at(100)).isEqualTo(100);
    assertThat(hundred.at(0.1)).isEqualTo(1);
    assertThat(hundred.mean()).isEqualTo(50.5);
    assertThat(Percentiles.of(new long[] {7}).at(50)).isEqualTo(7);
    assertThat(Percentiles.of(new long[0]).at(50)).isZero();
  }

  @Test
  void shouldSpreadArrivalsAtTheRateAndRepeatThem() {
    long[] due = Arrivals.of(100, 50, 7);

    assertThat(due).isSorted().isEqualTo(Arrivals.of(100, 50, 7));
    assertThat(due).isNotEqualTo(Arrivals.of(100, 50, 8));
    assertThat(due[due.length - 1]).isLessThan(50_000_000_000L);
    assertThat((double) due.length).isCloseTo(5000, within(250.0)); // 3.5 standard deviations
  }
}
