package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static sentiment.streams.ReplayTopics.LARGE;
import static sentiment.streams.ReplayTopics.PARTITIONS;
import static sentiment.streams.ReplayTopics.WRITTEN;
import static sentiment.streams.ReplayTopics.assertTotals;
import static sentiment.streams.ReplayTopics.header;
import static sentiment.streams.ReplayTopics.json;
import static sentiment.streams.ReplayTopics.reasons;
import static sentiment.streams.ReplayTopics.silent;
import static sentiment.streams.ReplayTopics.text;
import static sentiment.streams.TestReviews.NOON;
import static sentiment.streams.TestReviews.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.scoring.RejectionReason;

/** What goes back, and as what. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RejectedReplayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") EmbeddedBroker broker;

  private @SuppressWarnings("NullAway.Init") ReplayTopics topics;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(dir);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void nameTopics(TestInfo test) {
    topics = new ReplayTopics(broker, test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void shouldReplayWhatAStreamRejectedByReasonThenTheRestThenNothing() throws Exception {
    broker.createTopic(topics.input, PARTITIONS);
    List<ProducerRecord<byte[], byte[]>> sent = mixedReviews();
    topics.send(sent);
    runStreamUntilRejected(6);
    Map<RejectionReason, Integer> counts =
        Map.of(
            RejectionReason.EMPTY_TEXT, 3,
            RejectionReason.UNDECODABLE, 1,
            RejectionReason.TOO_LARGE, 1,
            RejectionReason.SCORING_FAILED, 1);

    JsonNode dry = topics.replay(ReplayFilter.ALL, true);
    assertThat(topics.reviews()).hasSize(sent.size());
    assertThat(topics.isThere(topics.memory)).isFalse();
    counts.forEach((reason, count) -> assertReason(dry, reason, count, 0));
    assertTotals(dry, 6, 6, 0);

    JsonNode byReason = topics.replay(reasons(RejectionReason.EMPTY_TEXT), false);
    assertTotals(byReason, 3, 3, 0);
    JsonNode rest = topics.replay(ReplayFilter.ALL, false);
    assertTotals(rest, 6, 3, 3);
    assertReason(rest, RejectionReason.EMPTY_TEXT, 0, 3);
    assertReason(rest, RejectionReason.UNDECODABLE, 1, 0);
    assertTotals(topics.replay(ReplayFilter.ALL, false), 6, 0, 6);

    Map<String, ConsumerRecord<byte[], byte[]>> originals = byTrace(topics.reviews(), "");
    Map<String, ConsumerRecord<byte[], byte[]>> replayed = byTrace(topics.reviews(), "1");
    assertThat(topics.reviews()).hasSize(sent.size() + 6);
    assertThat(replayed.keySet()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
    replayed.forEach((trace, record) -> assertSame(record, originals.get(trace)));
  }

  @Test
  void shouldReplayAgainWhatIsRejectedAgain() throws Exception {
    broker.createTopic(topics.input, 1);
    topics.send(List.of(new ProducerRecord<>(topics.input, bytes("a"), bytes("..."))));
    runStreamUntilRejected(1);
    assertTotals(topics.replay(ReplayFilter.ALL, false), 1, 1, 0);
    runStreamUntilRejected(2);

    assertTotals(topics.replay(ReplayFilter.ALL, false), 2, 1, 1);

    assertThat(topics.reviews())
        .extracting(record -> header(record, ReplayMove.REPLAYED))
        .containsExactly("", "1", "2");
  }

  @Test
  void shouldChooseByTheTimeOfRejection() throws Exception {
    topics.create();
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      letters.add(topics.letter(topics.review(i), RejectionReason.EMPTY_TEXT, 100L * i, LARGE));
    }
    topics.send(letters);

    Set<RejectionReason> any = Set.of();
    ReplayFilter middle =
        new ReplayFilter(any, Instant.ofEpochMilli(300), Instant.ofEpochMilli(600));
    assertTotals(topics.replay(middle, false), 3, 3, 0);
    assertThat(topics.numbers()).containsExactlyInAnyOrder(3, 4, 5);
    assertTotals(
        topics.replay(new ReplayFilter(any, Instant.ofEpochMilli(500), Instant.MAX), false),
        4,
        3,
        1);

    assertThat(topics.numbers()).containsExactlyInAnyOrder(3, 4, 5, 6, 7, 8);
  }

  @Test
  void shouldGetAnOmittedValueFromTheInputTopicWhileItIsThere() throws Exception {
    topics.create();
    List<ProducerRecord<byte[], byte[]>> originals = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    int max = 1_200; // leaves room for the dead letter's headers only
    for (int i = 0; i < 4 * PARTITIONS; i++) {
      InputRecord small = topics.review(i);
      boolean keyToo = i >= 2 * PARTITIONS;
      InputRecord review =
          new InputRecord(
              small.topic(),
              small.partition(),
              small.offset(),
              small.timestamp(),
              small.key(),
              keyToo ? null : bytes("v".repeat(max)),
              keyToo ? small.headers().add("large", new byte[max]) : small.headers());
      originals.add(record(review));
      letters.add(topics.letter(review, RejectionReason.TOO_LARGE, 0, max));
    }
    // the topic was made anew: another key, another time, nothing there
    letters.add(omitted(topics.review(0), bytes("another key"), WRITTEN, max));
    letters.add(omitted(topics.review(0), bytes("key 0"), WRITTEN + 77, max));
    letters.add(omitted(topics.review(600), bytes("key 600"), WRITTEN + 600, max));
    topics.send(originals);
    topics.send(letters);
    topics.expire(topics.input, Map.of(1, 3L)); // reviews 1, 4 and 7

    JsonNode dry = topics.replay(ReplayFilter.ALL, true);
    JsonNode report = topics.replay(ReplayFilter.ALL, false);

    assertTotals(report, 15, 9, 0);
    assertTotals(dry, 15, 9, 0);
    assertThat(report.at("/skipped/value_gone").intValue()).isEqualTo(6);
    assertThat(report.at("/reasons/TOO_LARGE/skipped/value_gone").intValue()).isEqualTo(6);
    Map<String, ConsumerRecord<byte[], byte[]>> left = byTrace(topics.reviews(), "");
    Map<String, ConsumerRecord<byte[], byte[]>> replayed = byTrace(topics.reviews(), "1");
    assertThat(replayed.keySet())
        .containsExactlyInAnyOrder("t0", "t2", "t3", "t5", "t6", "t8", "t9", "t10", "t11");
    replayed.forEach((trace, record) -> assertSame(record, left.get(trace)));
  }

  @Test
  void shouldLeaveOutWhatTheInputTopicRefuses() throws Exception {
    topics.create(
        new NewTopic(topics.input, 1, (short) 1).configs(Map.of("max.message.bytes", "50000")));
    broker.createTopic(topics.rejected, 1);
    byte[] incompressible = new byte[60_000];
    new Random(1).nextBytes(incompressible);
    byte[] huge = new byte[200_000];
    List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    for (byte[] value : List.of(bytes("a"), incompressible, huge, bytes("b"), bytes("c"))) {
      InputRecord review =
          new InputRecord(topics.input, 0, 0, WRITTEN, null, value, new RecordHeaders());
      letters.add(topics.letter(review, RejectionReason.TOO_LARGE, 0, LARGE));
    }
    topics.send(letters);
    StreamSettings settings = topics.settings("max.record.bytes", "100000");

    JsonNode report = json(RejectedReplay.run(settings, ReplayFilter.ALL, false, NOON, silent()));
    JsonNode again = json(RejectedReplay.run(settings, ReplayFilter.ALL, false, NOON, silent()));

    assertTotals(report, 5, 3, 0);
    assertThat(report.at("/skipped/refused").intValue()).isEqualTo(1);
    assertThat(report.at("/skipped/too_large").intValue()).isEqualTo(1);
    assertTotals(again, 5, 0, 3);
    assertThat(topics.reviews())
        .extracting(record -> text(record.value()))
        .containsExactly("a", "b", "c");
  }

  /** Six reviews that get rejected, numbered in their trace, then two that get scores. */
  private List<ProducerRecord<byte[], byte[]>> mixedReviews() {
    List<byte @Nullable []> values = new ArrayList<>();
    values.add(new byte[0]);
    values.add(null);
    values.add(bytes("..."));
    values.add(new byte[] {'n', 'o', (byte) 0xFF});
    values.add(bytes("good ".repeat(1 << 20)));
    values.add(bytes(TestReviews.POISON));
    values.add(bytes("a good film"));
    values.add(bytes("a dull film"));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("none", null).add("trace", bytes(Integer.toString(i)));
      byte[] key = i % 2 == 0 ? null : bytes("key " + i);
      records.add(
          new ProducerRecord<>(
              topics.input, i % PARTITIONS, WRITTEN + i, key, values.get(i), headers));
    }
    return records;
  }

  private void runStreamUntilRejected(int count) throws InterruptedException {
    StreamSettings settings = topics.settings();
    try (ScoringApplication application =
        ScoringApplication.start(settings, TestReviews.scoring(settings))) {
      assertThat(application.awaitRunning(PATIENCE)).isTrue();
      while (topics.read(topics.rejected).size() < count) {
        Thread.sleep(50);
      }
    }
  }

  private ProducerRecord<byte[], byte[]> omitted(
      InputRecord review, byte[] key, long timestamp, int max) {
    return topics.letter(
        new InputRecord(
            review.topic(),
            review.partition(),
            review.offset(),
            timestamp,
            key,
            new byte[max],
            new RecordHeaders()),
        RejectionReason.TOO_LARGE,
        0,
        max);
  }

  private static ProducerRecord<byte[], byte[]> record(InputRecord review) {
    return new ProducerRecord<>(
        review.topic(),
        review.partition(),
        review.timestamp(),
        review.key(),
        review.value(),
        review.headers());
  }

  private static void assertReason(
      JsonNode report, RejectionReason reason, int replayed, int already) {
    JsonNode counts = report.get("reasons").get(reason.name());
    assertThat(tuple(counts.get("replayed").intValue(), counts.get("already_replayed").intValue()))
        .as("%s in %s", reason, report)
        .isEqualTo(tuple(replayed, already));
  }

  /** Records with that count of replays, by their trace. */
  private static Map<String, ConsumerRecord<byte[], byte[]>> byTrace(
      List<ConsumerRecord<byte[], byte[]>> records, String replays) {
    return records.stream()
        .filter(record -> header(record, ReplayMove.REPLAYED).equals(replays))
        .collect(Collectors.toMap(record -> header(record, "trace"), Function.identity()));
  }

  private static void assertSame(
      ConsumerRecord<byte[], byte[]> replayed, ConsumerRecord<byte[], byte[]> original) {
    assertThat(replayed.key()).isEqualTo(original.key());
    assertThat(replayed.value()).isEqualTo(original.value());
    assertThat(replayed.timestamp()).isEqualTo(original.timestamp());
    assertThat(replayed.partition()).isEqualTo(original.partition());
    replayed.headers().remove(ReplayMove.REPLAYED);
    assertThat(replayed.headers().toArray()).containsExactly(original.headers().toArray());
  }
}
