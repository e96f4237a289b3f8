package sentiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewFeed;
import sentiment.scoring.Verdict;

class LiveStatisticsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Verdict REJECTED = new Rejection("r", RejectionReason.EMPTY_TEXT, "");

  private final LiveStatistics statistics = new LiveStatistics();

  @Test
  void shouldHaveNoFiguresOfNothing() {
    assertThat(statistics.next(SECOND))
        .isEqualTo(new LiveStatistics.Figures(0, 0, null, null, null, null, null, 0));
  }

  @Test
  void shouldCountTheSecondAndRememberTen() {
    statistics.add(List.of(item(REJECTED, 10), item(REJECTED, 10)), 1);
    statistics.add(List.of(item(LiveFeedTest.judgement("good"), 10)), 0);

    LiveStatistics.Figures first = statistics.next(Duration.ofMillis(500));
    assertThat(first.scoredPerSecond()).isEqualTo(2);
    assertThat(first.rejectedPerSecond()).isEqualTo(4);
    assertThat(first.batchSize()).isEqualTo(1.5);
    assertThat(first.positiveShare()).isIn(0.0, 1.0);
    assertThat(first.sampledOut()).isEqualTo(1);
    assertThat(first.p50()).isEqualTo(10);

    for (int i = 0; i < 9; i++) {
      LiveStatistics.Figures later = statistics.next(SECOND);
      assertThat(later.scoredPerSecond()).isZero();
      assertThat(later.batchSize()).isNull();
      assertThat(later.p99()).isEqualTo(10);
    }
    assertThat(statistics.next(SECOND).p99()).isNull();
  }

  @Test
  void shouldFindPercentilesToFourPercent() {
    LatencyHistogram histogram = new LatencyHistogram();
    long[] values = new Random(5).longs(1000, 0, 1L << 34).map(x -> x >> (x % 30)).toArray();
    for (long value : values) {
      histogram.add(value);
    }
    Arrays.sort(values);
    for (double share : new double[] {0.001, 0.25, 0.5, 0.95, 0.99, 1}) {
      long exact = values[Math.max(0, (int) Math.ceil(share * 1000) - 1)];
      assertThat((double) histogram.percentile(share))
          .isCloseTo(exact, within(0.04 * exact + 0.001));
    }
    histogram.add(-5);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.percentile(1)).isCloseTo(1L << 35, within(1L << 31));
  }

  private static ReviewFeed.Item item(Verdict verdict, long millis) {
    return new ReviewFeed.Item(verdict, Duration.ofMillis(millis));
  }
}
