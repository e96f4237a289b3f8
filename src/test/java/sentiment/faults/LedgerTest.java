package sentiment.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sentiment.model.ModelBundle;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.SentimentScorer;

/** A ledger that can't see a flaw would make all tests of this package worthless. */
class LedgerTest {

  private static final int RECORDS = 60;

  private final ReviewLoad load = ReviewLoad.mixed(RECORDS, 2, 12, 4);
  private final Ledger ledger = new Ledger(load);
  private final SentimentScorer scorer =
      new SentimentScorer(
          ModelBundle.shipped(),
          new ScoringOptions(ScoringOptions.ALL_WORDS, 0.5, 0.5, 1000),
          Clock.systemUTC());

  @Test
  void shouldFindNothingWhenAllIsWell() {
    for (int i = 0; i < RECORDS; i++) {
      ledger.note(right(i));
    }

    assertThat(ledger.report()).matches(LedgerReport::isFlawless);
    assertThat(load.reason(unusable())).isPresent();
  }

  @Test
  void shouldCountWhatIsLostDuplicatedAndOutOfOrder() {
    int first = usable(0);
    int second = usable(first + 1);
    while (load.partition(second) != load.partition(first)) {
      second = usable(second + 1);
    }

    ledger.note(right(second));
    ledger.note(right(first));
    ledger.note(right(first));

    LedgerReport report = ledger.report();
    assertThat(report.lost()).isEqualTo(RECORDS - 2);
    assertThat(report.duplicated()).isEqualTo(1);
    assertThat(report.outOfOrder()).isEqualTo(2);
    assertThat(report).matches(r -> !r.isFlawless());
  }

  @Test
  void shouldNoticeTheScoreOfAnotherReview() {
    int first = usable(0);
    String other = "dull and badly acted";
    ledger.note(result(first, load.partition(first), score(first, other), null));

    assertThat(ledger.report().wrong()).singleElement().asString().contains("logit");
  }

  @Test
  void shouldNoticeAnExplanationThatDoesNotAddUp() {
    int first = usable(0);
    String bent = score(first, text(first)).replaceFirst("\"bias\":(-?)", "\"bias\":$11");
    ledger.note(result(first, load.partition(first), bent, null));

    assertThat(ledger.report().wrong()).singleElement().asString().contains("adds up to");
  }

  @Test
  void shouldNoticeAWrongPartitionReasonAndBytes() {
    int bad = unusable();
    String reason = load.reason(bad).orElseThrow();
    ledger.note(result(usable(0), 7, score(usable(0), text(usable(0))), null));
    ledger.note(result(bad, load.partition(bad), value(bad), "TOO_LARGE"));
    ledger.note(result(bad, load.partition(bad), "other", reason));

    assertThat(ledger.report().wrong())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("in partition 7"),
            line -> assertThat(line).endsWith("rejected as 'TOO_LARGE'"),
            line -> assertThat(line).endsWith("rejected with other bytes"));
  }

  private int usable(int from) {
    int number = from;
    while (load.text(number).isEmpty()) {
      number++;
    }
    return number;
  }

  private int unusable() {
    int number = 0;
    while (load.text(number).isPresent()) {
      number++;
    }
    return number;
  }

  private String text(int number) {
    return load.text(number).orElseThrow();
  }

  private @Nullable String value(int number) {
    byte[] bytes = load.value(number);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  private String score(int number, String text) {
    return ReviewScoreJson.write(scorer.score(Integer.toString(number), text));
  }

  private ConsumerRecord<byte[], byte[]> right(int number) {
    Optional<String> reason = load.reason(number);
    if (reason.isPresent()) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("sentiment.reason", reason.get().getBytes(UTF_8));
      return record("rejected", number, load.partition(number), load.value(number), headers);
    }
    return result(number, load.partition(number), score(number, text(number)), null);
  }

  private ConsumerRecord<byte[], byte[]> result(
      int number, int partition, @Nullable String value, @Nullable String reason) {
    RecordHeaders headers = new RecordHeaders();
    if (reason != null) {
      headers.add("sentiment.reason", reason.getBytes(UTF_8));
    }
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    return record(reason == null ? "scores" : "rejected", number, partition, bytes, headers);
  }

  private ConsumerRecord<byte[], byte[]> record(
      String topic, int number, int partition, byte @Nullable [] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        topic,
        partition,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        load.key(number),
        value,
        headers,
        Optional.empty());
  }
}
