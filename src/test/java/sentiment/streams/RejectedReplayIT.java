package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static sentiment.streams.ReplayTopics.PARTITIONS;
import static sentiment.streams.ReplayTopics.WRITTEN;
import static sentiment.streams.ReplayTopics.header;
import static sentiment.streams.ReplayTopics.text;
import static sentiment.streams.TestReviews.NOON;
import static sentiment.streams.TestReviews.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
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

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RejectedReplayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LARGE = 1 << 20;

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

    JsonNode dry = replay(ReplayFilter.ALL, true);
    assertThat(topics.reviews()).hasSize(sent.size());
    assertThat(topics.isThere(topics.memory)).isFalse();
    counts.forEach((reason, count) -> assertReason(dry, reason, count, 0));
    assertTotals(dry, 6, 6, 0);

    JsonNode byReason = replay(reasons(RejectionReason.EMPTY_TEXT), false);
    assertTotals(byReason, 3, 3, 0);
    JsonNode rest = replay(ReplayFilter.ALL, false);
    assertTotals(rest, 6, 3, 3);
    assertReason(rest, RejectionReason.EMPTY_TEXT, 0, 3);
    assertReason(rest, RejectionReason.UNDECODABLE, 1, 0);
    assertTotals(replay(ReplayFilter.ALL, false), 6, 0, 6);

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
    assertTotals(replay(ReplayFilter.ALL, false), 1, 1, 0);
    runStreamUntilRejected(2);

    assertTotals(replay(ReplayFilter.ALL, false), 2, 1, 1);

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
    assertTotals(replay(middle, false), 3, 3, 0);
    assertThat(topics.numbers()).containsExactlyInAnyOrder(3, 4, 5);
    assertTotals(
        replay(new ReplayFilter(any, Instant.ofEpochMilli(500), Instant.MAX), false), 4, 3, 1);

    assertThat(topics.numbers()).containsExactlyInAnyOrder(3, 4, 5, 6, 7, 8);
  }

  @Test
  void shouldGoOnWhereAnInterruptedReplayStopped() throws Exception {
    topics.create();
    topics.reject(1_600);
    StreamSettings settings = topics.settings("kafka.consumer.max.poll.records", "100");

    assertThatThrownBy(
            () ->
                RejectedReplay.run(
                    settings,
                    ReplayFilter.ALL,
                    false,
                    NOON,
                    (done, total) -> {
                      if (done >= 1_200) {
                        throw new IllegalStateException("the end of this one");
                      }
                    }))
        .hasMessage("the end of this one");
    assertThat(topics.numbers()).hasSize(1_000);

    assertTotals(replay(ReplayFilter.ALL, false), 1_600, 600, 1_000);
    assertThat(topics.numbers())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_600).boxed().toList());
  }

  @Test
  void shouldEndTheOpenTransactionOfAReplayThatDied() throws Exception {
    topics.create();
    topics.reject(10);
    assertTotals(replay(reasons(RejectionReason.TOO_LARGE), false), 0, 0, 0); // makes the memory
    StreamSettings settings = topics.settings();
    ReplayClients clients = new ReplayClients(settings, StreamsProperties.of(settings));

    try (Producer<byte[], byte[]> died = clients.producer(topics.memory)) {
      died.initTransactions();
      died.beginTransaction();
      byte[] mark = bytes(topics.idOf(topics.rejected) + "-0-1"); // of review 3
      died.send(new ProducerRecord<>(topics.input, bytes("key 3"), bytes("value 3"))).get();
      died.send(new ProducerRecord<>(topics.memory, mark, bytes("{}"))).get();

      assertTotals(replay(ReplayFilter.ALL, false), 10, 10, 0);
      assertThat(topics.numbers()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      died.close(Duration.ZERO);
    }
  }

  @Test
  void shouldNotDisturbAReplayByADryRun() throws Exception {
    topics.create();
    topics.reject(700);
    StreamSettings settings = topics.settings("kafka.consumer.max.poll.records", "100");
    List<JsonNode> dryRuns = new ArrayList<>();

    ReplayReport report =
        RejectedReplay.run(
            settings,
            ReplayFilter.ALL,
            false,
            NOON,
            (done, total) -> dryRuns.add(replay(ReplayFilter.ALL, true)));

    assertTotals(json(report), 700, 700, 0);
    assertTotals(dryRuns.get(0), 700, 700, 0);
    assertTotals(dryRuns.get(dryRuns.size() - 1), 700, 200, 500);
  }

  @Test
  void shouldStopWithOneLineWhenAnotherReplayHasBegun() throws Exception {
    topics.create();
    topics.reject(1_600);
    StreamSettings settings = topics.settings("kafka.consumer.max.poll.records", "100");
    List<JsonNode> others = new ArrayList<>();

    assertThatThrownBy(
            () ->
                RejectedReplay.run(
                    settings,
                    ReplayFilter.ALL,
                    false,
                    NOON,
                    (done, total) -> {
                      if (done >= 700 && others.isEmpty()) {
                        others.add(replay(ReplayFilter.ALL, true));
                        others.add(replay(ReplayFilter.ALL, false));
                      }
                    }))
        .isInstanceOf(StreamFailedException.class)
        .hasMessage(
            "another replay of %s has taken over, or the brokers were away for too long; run it"
                + " again to go on: nothing is moved twice",
            topics.rejected);

    assertTotals(others.get(0), 1_600, 1_100, 500);
    assertTotals(others.get(1), 1_600, 1_100, 500);
    assertThat(topics.numbers())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_600).boxed().toList());
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

    JsonNode dry = replay(ReplayFilter.ALL, true);
    JsonNode report = replay(ReplayFilter.ALL, false);

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

  @Test
  void shouldCountAndLeaveWhatIsNoRejectedReviewOfTheInput() throws Exception {
    topics.create();
    InputRecord review = topics.review(1);
    InputRecord elsewhere =
        new InputRecord(
            "elsewhere", 0, 0, WRITTEN, review.key(), review.value(), new RecordHeaders());
    topics.send(
        List.of(
            new ProducerRecord<>(topics.rejected, bytes("key"), bytes("value")),
            new ProducerRecord<>(topics.rejected, null, null),
            topics.letter(elsewhere, RejectionReason.UNDECODABLE, 0, LARGE),
            topics.letter(review, RejectionReason.UNDECODABLE, 0, LARGE)));

    JsonNode report = replay(ReplayFilter.ALL, false);

    assertTotals(report, 1, 1, 0);
    assertThat(report.get("read").intValue()).isEqualTo(4);
    assertThat(report.at("/foreign/unreadable").intValue()).isEqualTo(2);
    assertThat(report.at("/foreign/other_topic").intValue()).isEqualTo(1);
    assertThat(topics.read(topics.rejected)).hasSize(4);
    assertThat(topics.numbers()).containsExactly(1);
  }

  @Test
  void shouldForgetWhatIsGoneFromTheRejectedTopic() throws Exception {
    topics.create();
    topics.reject(6);
    replay(ReplayFilter.ALL, false);
    topics.expire(topics.rejected, Map.of(0, 1L));

    assertTotals(replay(ReplayFilter.ALL, false), 5, 0, 5);
    assertTotals(replay(ReplayFilter.ALL, false), 5, 0, 5);

    assertThat(topics.read(topics.memory))
        .filteredOn(mark -> mark.value() == null)
        .extracting(mark -> text(mark.key()).substring(22))
        .containsExactly("-0-0");
  }

  @Test
  void shouldReplayFromATopicThatWasMadeAnew() throws Exception {
    topics.create();
    topics.reject(3);
    replay(ReplayFilter.ALL, false);
    topics.delete(topics.rejected);
    broker.createTopic(topics.rejected, PARTITIONS);
    topics.reject(4);

    assertTotals(replay(ReplayFilter.ALL, false), 4, 4, 0);

    assertThat(topics.numbers()).containsExactlyInAnyOrder(0, 1, 2, 0, 1, 2, 3);
  }

  @Test
  void shouldNameTheTopicThatIsMissingOrUnfit() throws Exception {
    assertThatThrownBy(() -> replay(ReplayFilter.ALL, false))
        .isInstanceOf(StreamFailedException.class)
        .hasMessageStartingWith("topic '%s' does not exist", topics.input);

    broker.createTopic(topics.input, 1);
    assertThatThrownBy(() -> replay(ReplayFilter.ALL, true))
        .isInstanceOf(StreamFailedException.class)
        .hasMessage(
            "topic '%s' does not exist on %s: expected rejected.topic to name that of a stream that"
                + " has run",
            topics.rejected, broker.bootstrapServers());

    broker.createTopic(topics.rejected, 1);
    assertThatThrownBy(
            () ->
                RejectedReplay.run(
                    topics.settings("topics.create", "false"),
                    ReplayFilter.ALL,
                    false,
                    NOON,
                    silent()))
        .hasMessageStartingWith("topic '%s' does not exist", topics.memory)
        .hasMessageEndingWith("cleanup.policy=compact");

    assertThatThrownBy(
            () ->
                RejectedReplay.run(
                    topics.settings("kafka.consumer.fetch.min.bytes", "few"),
                    ReplayFilter.ALL,
                    true,
                    NOON,
                    silent()))
        .isInstanceOf(InvalidSettingException.class);

    broker.createTopic(topics.memory, 1);
    assertThatThrownBy(() -> replay(ReplayFilter.ALL, false))
        .hasMessage(
            "topic '%s' has cleanup.policy=delete: expected compact, else what was replayed is"
                + " forgotten",
            topics.memory);

    assertThatThrownBy(
            () ->
                RejectedReplay.run(
                    topics.settings("output.topic", topics.memory),
                    ReplayFilter.ALL,
                    true,
                    NOON,
                    silent()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("output.topic=" + topics.memory + ": expected another topic");
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
        ScoringApplication.start(settings, TestReviews.scorers(settings))) {
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

  private static ReplayFilter reasons(RejectionReason... reasons) {
    return new ReplayFilter(Set.of(reasons), Instant.MIN, Instant.MAX);
  }

  private JsonNode replay(ReplayFilter filter, boolean dryRun) {
    return json(RejectedReplay.run(topics.settings(), filter, dryRun, NOON, silent()));
  }

  private static ReplayProgress silent() {
    return (done, total) -> {};
  }

  private static JsonNode json(ReplayReport report) {
    try {
      return new ObjectMapper().readTree(report.json());
    } catch (IOException e) {
      throw new AssertionError(report.json(), e);
    }
  }

  private static void assertTotals(JsonNode report, int matched, int replayed, int already) {
    assertThat(List.of("matched", "replayed", "already_replayed"))
        .extracting(name -> report.get(name).intValue())
        .as("%s", report)
        .containsExactly(matched, replayed, already);
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
