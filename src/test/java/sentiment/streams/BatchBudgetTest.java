package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sentiment.streams.TestReviews.settings;

import org.junit.jupiter.api.Test;

class BatchBudgetTest {

  @Test
  void shouldCountAFullBatchOfEveryPartitionOfAThread() {
    StreamSettings settings = settings("batch.max.tokens", "1000", "threads", "4");

    BatchBudget budget = BatchBudget.of(settings, 6, 400, 100);

    assertThat(budget).isEqualTo(new BatchBudget(2, 1399, 100));
    assertThat(budget.seconds()).isEqualTo(27.98);
  }

  @Test
  void shouldCountNoMoreThanTheReviewsOfABatch() {
    StreamSettings settings = settings("batch.max.tokens", "1000000", "batch.max.reviews", "3");

    assertThat(BatchBudget.of(settings, 1, 400, 100).batchPositions()).isEqualTo(1200);
  }

  @Test
  void shouldRefuseWhatCouldOutlastATransactionWithTheArithmetic() {
    StreamSettings settings = settings();

    assertThatCode(() -> check(new BatchBudget(5, 1000, 1000), settings))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(new BatchBudget(6, 1000, 1000), settings))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "batch.max.tokens=8192: 6 partitions on a thread x 1000 words a batch / 1000 words a"
                + " second (measured) = 6.0 s, but half of transaction.timeout.ms=10000 is 5.0 s:"
                + " expected batches of at most 833 words, more threads, or a larger"
                + " kafka.transaction.timeout.ms");
    StreamSettings patient = settings("kafka.producer.transaction.timeout.ms", "12000");
    assertThatCode(() -> check(new BatchBudget(6, 1000, 1000), patient)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWhatCouldOutlastThePollInterval() {
    StreamSettings settings =
        settings("kafka.transaction.timeout.ms", "900000", "kafka.max.poll.interval.ms", "60000");

    assertThatCode(() -> check(new BatchBudget(1, 30_000, 1000), settings))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(new BatchBudget(1, 31_000, 1000), settings))
        .hasMessageContaining("31.0 s, but half of max.poll.interval.ms=60000 is 30.0 s");
    assertThatThrownBy(
            () ->
                check(
                    new BatchBudget(1, 151_000, 1000),
                    settings("kafka.transaction.timeout.ms", "900000")))
        .hasMessageContaining("max.poll.interval.ms=300000");
  }

  private static void check(BatchBudget budget, StreamSettings settings) {
    budget.check(settings, StreamsProperties.of(settings));
  }
}
