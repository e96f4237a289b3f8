package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {

  private static final long MS = 1_000_000;

  private final Sampler sampler = new Sampler(20);

  @Test
  void shouldTakeAllWhileThereAreFew() {
    for (int i = 0; i < 50; i++) {
      assertThat(sampler.take(10, i * 500 * MS)).isEqualTo(10);
      assertThat(sampler.take(0, i * 500 * MS)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "1, 1", "64, 100", "500, 100", "3, 20"})
  void shouldSpreadThemOverTheTimeWhenThereAreMany(int batch, int everyMs) {
    List<Integer> perSecond = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      int taken = 0;
      int mostAtOnce = 0;
      for (int ms = 0; ms < 1000; ms += everyMs) {
        int n = sampler.take(batch, (second * 1000L + ms) * MS);
        mostAtOnce = Math.max(mostAtOnce, n);
        taken += n;
      }
      perSecond.add(taken);
      if (second > 1) {
        assertThat(mostAtOnce).isLessThanOrEqualTo(Math.max(1, 20 * everyMs / 1000 + 1));
      }
    }
    assertThat(perSecond).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(20));
    assertThat(perSecond.subList(2, 10)).allSatisfy(n -> assertThat(n).isGreaterThan(15));
  }

  @Test
  void shouldNeverTakeMoreInAnySecond() {
    Random random = new Random(3);
    List<Long> taken = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 5000; i++) {
      now += random.nextInt(300) * MS;
      int n = sampler.take(random.nextInt(40), now);
      for (int k = 0; k < n; k++) {
        taken.add(now);
      }
    }
    for (int i = 20; i < taken.size(); i++) {
      assertThat(taken.get(i) - taken.get(i - 20)).isGreaterThanOrEqualTo(1000 * MS);
    }
  }

  @Test
  void shouldTakeAllAgainWhenTheCrowdIsGone() {
    sampler.take(1000, 0);
    sampler.take(1000, 100 * MS);

    assertThat(sampler.take(20, 2000 * MS)).isEqualTo(20);
  }
}
