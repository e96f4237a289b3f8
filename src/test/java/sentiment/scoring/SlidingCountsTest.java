package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlidingCountsTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final SlidingCounts counts = new SlidingCounts(Duration.ofHours(1), 600, 2);

  @Test
  void shouldForgetWhatIsOlderThanTheWindow() {
    add(0, 1000, 0);
    add(30, 1000, 1);
    counts.expire(60 * MINUTE);
    assertThat(counts.counts(0, 2)).containsExactly(1000, 1000);

    counts.expire(60 * MINUTE + 1);
    assertThat(counts.events()).isEqualTo(1000);
    assertThat(counts.counts(0, 2)).containsExactly(0, 1000);
  }

  @Test
  void shouldKeepWhatIsOlderWhileTheRestIsTooLittle() {
    add(0, 400, 0);
    add(100, 400, 0);
    add(200, 300, 1);
    assertThat(counts.counts(0, 2)).containsExactly(400, 300);

    counts.expire(1000 * MINUTE);
    assertThat(counts.events()).isEqualTo(700);
  }

  @Test
  void shouldKeepABoundedNumberOfSlicesAtAnyRate() {
    for (int hour = 0; hour < 5_000; hour++) { // one event an hour
      counts.add(60 * hour * MINUTE, 0);
      assertThat(counts.slices()).isLessThanOrEqualTo(122);
    }
    long now = 300_000 * MINUTE;
    for (int i = 0; i < 200_000; i++) { // 200 a minute
      now += MINUTE / 200;
      counts.add(now, 1);
      assertThat(counts.slices()).isLessThanOrEqualTo(122);
    }
    assertThat(counts.events()).isBetween(12_000L, 12_000L + 200);
    assertThat(counts.counts(0, 2)).containsExactly(0, counts.events());
  }

  private void add(int minute, int events, int kind) {
    for (int i = 0; i < events; i++) {
      counts.add(minute * MINUTE, kind);
    }
  }
}
