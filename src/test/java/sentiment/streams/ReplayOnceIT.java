package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sentiment.streams.ReplayTopics.LARGE;
import static sentiment.streams.ReplayTopics.PARTITIONS;
import static sentiment.streams.ReplayTopics.WRITTEN;
import static sentiment.streams.ReplayTopics.assertTotals;
import static sentiment.streams.ReplayTopics.json;
import static sentiment.streams.ReplayTopics.reasons;
import static sentiment.streams.ReplayTopics.silent;
import static sentiment.streams.ReplayTopics.text;
import static sentiment.streams.TestReviews.NOON;
import static sentiment.streams.TestReviews.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;
import sentiment.scoring.RejectionReason;

/**
 * That each record goes back once, whatever happens to a replay and to the topics, or not at all.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ReplayOnceIT {

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

    assertTotals(topics.replay(ReplayFilter.ALL, false), 1_600, 600, 1_000);
    assertThat(topics.numbers())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_600).boxed().toList());
  }

  @Test
  void shouldEndTheOpenTransactionOfAReplayThatDied() throws Exception {
    topics.create();
    topics.reject(10);
    assertTotals(
        topics.replay(reasons(RejectionReason.TOO_LARGE), false), 0, 0, 0); // makes the memory
    StreamSettings settings = topics.settings();
    ReplayClients clients = new ReplayClients(settings, StreamsProperties.of(settings));

    try (Producer<byte[], byte[]> died = clients.producer(topics.memory)) {
      died.initTransactions();
      died.beginTransaction();
      byte[] mark = bytes(topics.idOf(topics.rejected) + "-0-1"); // of review 3
      died.send(new ProducerRecord<>(topics.input, bytes("key 3"), bytes("value 3"))).get();
      died.send(new ProducerRecord<>(topics.memory, mark, bytes("{}"))).get();

      assertTotals(topics.replay(ReplayFilter.ALL, false), 10, 10, 0);
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
            (done, total) -> {
              topics.read(topics.memory); // waits until what is committed is seen
              dryRuns.add(topics.replay(ReplayFilter.ALL, true));
            });

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
                        topics.read(topics.memory); // waits until what is committed is seen
                        others.add(topics.replay(ReplayFilter.ALL, true));
                        others.add(topics.replay(ReplayFilter.ALL, false));
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
  void shouldForgetWhatIsGoneFromTheRejectedTopic() throws Exception {
    topics.create();
    topics.reject(6);
    topics.replay(ReplayFilter.ALL, false);
    topics.expire(topics.rejected, Map.of(0, 1L));

    assertTotals(topics.replay(ReplayFilter.ALL, false), 5, 0, 5);
    assertTotals(topics.replay(ReplayFilter.ALL, false), 5, 0, 5);

    assertThat(topics.read(topics.memory))
        .filteredOn(mark -> mark.value() == null)
        .extracting(mark -> text(mark.key()).substring(22))
        .containsExactly("-0-0");
  }

  @Test
  void shouldReplayFromATopicThatWasMadeAnew() throws Exception {
    topics.create();
    topics.reject(3);
    topics.replay(ReplayFilter.ALL, false);
    topics.delete(topics.rejected);
    broker.createTopic(topics.rejected, PARTITIONS);
    topics.reject(4);

    assertTotals(topics.replay(ReplayFilter.ALL, false), 4, 4, 0);

    assertThat(topics.numbers()).containsExactlyInAnyOrder(0, 1, 2, 0, 1, 2, 3);
  }

  @Test
  void shouldNameTheTopicThatIsMissingOrUnfit() throws Exception {
    assertThatThrownBy(() -> topics.replay(ReplayFilter.ALL, false))
        .isInstanceOf(StreamFailedException.class)
        .hasMessageStartingWith("topic '%s' does not exist", topics.input);

    broker.createTopic(topics.input, 1);
    assertThatThrownBy(() -> topics.replay(ReplayFilter.ALL, true))
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
    assertThatThrownBy(() -> topics.replay(ReplayFilter.ALL, false))
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

    JsonNode report = topics.replay(ReplayFilter.ALL, false);

    assertTotals(report, 1, 1, 0);
    assertThat(report.get("read").intValue()).isEqualTo(4);
    assertThat(report.at("/foreign/unreadable").intValue()).isEqualTo(2);
    assertThat(report.at("/foreign/other_topic").intValue()).isEqualTo(1);
    assertThat(topics.read(topics.rejected)).hasSize(4);
    assertThat(topics.numbers()).containsExactly(1);
  }
}
