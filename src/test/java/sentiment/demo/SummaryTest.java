package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

class SummaryTest {

  private final Tally tally = new Tally();

  @Test
  void shouldSayWhatARunAmountedTo() {
    tally.add(Scores.score(0.9), true, 0, 40);
    tally.add(Scores.score(0.9), false, 0, 60);
    tally.add(Scores.score(0.9), null, 0, 100);
    tally.add(new Rejection("id", RejectionReason.EMPTY_TEXT, ""), null, 0, 50);

    assertThat(summary(false))
        .isEqualTo(
            """

            reviews     5 in, 3 scored, 1 rejected (EMPTY_TEXT 1)
            accuracy    50.0 % (1 right of 2 that were scored and labelled)
            throughput  40 reviews/s from the first one sent to the last committed result read
            latency     p50 50 ms, p95 100 ms from sending a review to reading its committed result\
             (all sent at once)
            """);
  }

  @Test
  void shouldSayThatThePaceWasGiven() {
    tally.add(Scores.score(0.9), null, 0, 100);

    assertThat(summary(true))
        .contains(" 10 reviews/s ")
        .contains("(the pace of sending)")
        .doesNotContain("accuracy", "all sent at once");
  }

  @Test
  void shouldHaveNoNumbersWithoutResults() {
    assertThat(summary(false)).isEqualTo("\nreviews     5 in, 0 scored, 0 rejected\n");
  }

  private String summary(boolean paced) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Summary.print(new PrintStream(bytes, true, UTF_8), 5, tally, paced);
    return bytes.toString(UTF_8);
  }
}
