package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

class TallyTest {

  private final Tally tally = new Tally();

  @Test
  void shouldCountWhatAgreesWithItsLabel() {
    tally.add(Scores.score(0.9), true, 0, 1);
    tally.add(Scores.score(0.9), false, 0, 1);
    tally.add(Scores.score(0.2), false, 0, 1);
    tally.add(Scores.score(0.3), false, 0, 1);
    tally.add(Scores.score(0.2), null, 0, 1);
    tally.add(rejection(RejectionReason.TOO_LARGE), true, 0, 1);

    assertThat(tally.results()).isEqualTo(6);
    assertThat(tally.scored()).isEqualTo(5);
    assertThat(tally.labelled()).isEqualTo(4);
    assertThat(tally.right()).isEqualTo(3);
  }

  @Test
  void shouldCountRejectionsByReason() {
    tally.add(rejection(RejectionReason.UNDECODABLE), null, 0, 1);
    tally.add(rejection(RejectionReason.EMPTY_TEXT), null, 0, 1);
    tally.add(rejection(RejectionReason.UNDECODABLE), null, 0, 1);

    assertThat(tally.rejected())
        .isEqualTo(Map.of(RejectionReason.EMPTY_TEXT, 1, RejectionReason.UNDECODABLE, 2));
  }

  @Test
  void shouldMeasureFromTheFirstSentToTheLastArrived() {
    tally.add(Scores.score(0.9), true, 1_500, 2_900);
    tally.add(Scores.score(0.9), true, 1_000, 4_000);
    tally.add(Scores.score(0.9), true, 2_000, 3_900);

    assertThat(tally.perSecond()).isEqualTo(1.0);
  }

  @Test
  void shouldGiveNearestRanksOfLatency() {
    for (int latency = 20; latency >= 1; latency--) {
      tally.add(Scores.score(0.9), true, 100, 100 + latency);
    }

    assertThat(tally.latency(0.50)).isEqualTo(10);
    assertThat(tally.latency(0.95)).isEqualTo(19);
    assertThat(tally.latency(1)).isEqualTo(20);
  }

  @Test
  void shouldHaveNoLatencyWithoutResults() {
    assertThatThrownBy(() -> tally.latency(0.5)).isInstanceOf(IllegalStateException.class);
  }

  private static Rejection rejection(RejectionReason reason) {
    return new Rejection("id", reason, "detail");
  }
}
