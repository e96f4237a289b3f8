package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

/** Topics that are deleted or changed while a scorer uses them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TopicLossIT {

  private static final int PARTITIONS = 3;
  private static final int SENT_BEFORE = 1_000;
  private static final int SENT = 1_600;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") EmbeddedBroker broker;
  private static @SuppressWarnings("NullAway.Init") Admin admin;

  private final ReviewLoad load = ReviewLoad.mixed(SENT, PARTITIONS, 20, 8);
  private StreamNames names = new StreamNames("");
  private String servers = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(dir);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    names = new StreamNames(test.getTestMethod().orElseThrow().getName());
    servers = broker.bootstrapServers();
    for (String topic : List.of(names.reviews(), names.scores(), names.rejected())) {
      broker.createTopic(topic, PARTITIONS);
    }
  }

  @Test
  void shouldScoreAllOfTheNewInputAfterItsInputWasDeleted() throws Exception {
    try (ScorerProcess scorer = startScorer();
        ResultCount results = new ResultCount(servers, names.results())) {
      send(0, SENT_BEFORE);
      assertThat(results.await(1, PATIENCE)).isTrue();
      delete(names.reviews());

      assertThat(scorer.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(lastWords(scorer))
          .isEqualTo(
              "sentiment: topic '%s' was deleted while the stream ran: create it, for example with"
                  + " kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d,"
                  + " and start again",
              names.reviews(), servers, names.reviews(), PARTITIONS);
      assertThat(committed()).isEmpty();

      broker.createTopic(names.reviews(), PARTITIONS);
      send(SENT_BEFORE, SENT);
      scorer.restart();
      awaitAllScored();
      scorer.terminate();
    }
    Ledger ledger = ledger();
    assertThat(ledger.report(SENT_BEFORE, SENT)).matches(LedgerReport::isFlawless);
    assertThat(ledger.report().duplicated()).isZero();
  }

  @Test
  void shouldGoOnWithTheNextReviewAfterItsOutputWasDeleted() throws Exception {
    try (ScorerProcess scorer = startScorer()) {
      send(0, SENT_BEFORE);
      awaitAllScored();
      delete(names.scores());
      send(SENT_BEFORE, SENT);

      assertThat(scorer.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(lastWords(scorer))
          .startsWith(
              "sentiment: topic '" + names.scores() + "' was deleted while the stream ran: ");

      scorer.restart();
      awaitAllScored();
      scorer.terminate();
    }
    assertThat(ledger().report(SENT_BEFORE, SENT)).matches(LedgerReport::isFlawless);
  }

  @Test
  void shouldNotReadOnInTheMiddleOfAnInputThatWasMadeAnew() throws Exception {
    try (ScorerProcess scorer = startScorer()) {
      send(0, SENT_BEFORE);
      awaitAllScored();
      delete(names.reviews());
      broker.createTopic(names.reviews(), PARTITIONS);

      assertThat(scorer.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(lastWords(scorer))
          .startsWith("sentiment: topic '" + names.reviews() + "' was deleted")
          .endsWith("and start again");

      // what the advice comes to
      admin.deleteConsumerGroupOffsets(names.application(), inputPartitions()).all().get();
      send(SENT_BEFORE, SENT);
      scorer.restart();
      awaitAllScored();
      scorer.terminate();
    }
    assertThat(ledger().report()).matches(LedgerReport::isFlawless);
  }

  @Test
  void shouldSayWhatMustGrowWithTheInput() throws Exception {
    try (ScorerProcess scorer = startScorer()) {
      send(0, SENT_BEFORE);
      awaitAllScored();
      grow(names.reviews());

      assertThat(scorer.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(lastWords(scorer))
          .isEqualTo(
              "sentiment: topic '%s' has %d partitions and '%s' %d: run kafka-topics.sh"
                  + " --bootstrap-server %s --alter --topic %s --partitions %d, and start again",
              names.reviews(),
              PARTITIONS + 1,
              names.changelog(),
              PARTITIONS,
              servers,
              names.changelog(),
              PARTITIONS + 1);
      scorer.restart();
      assertThat(scorer.awaitExit(PATIENCE)).as("as long as nothing is done").isEqualTo(1);
      assertThat(lastWords(scorer)).endsWith(" and start again");

      grow(names.changelog());
      send(SENT_BEFORE, SENT);
      scorer.restart();
      awaitAllScored();
      scorer.terminate();
    }
    assertThat(ledger().report()).matches(LedgerReport::isFlawless);
  }

  private static void grow(String topic) throws Exception {
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(PARTITIONS + 1))).all().get();
  }

  private ScorerProcess startScorer() throws Exception {
    Path log = FaultLogs.fresh("topic-loss-" + names.application()).resolve("scorer.log");
    return ScorerProcess.start(ScorerProcess.settings(servers, names), log);
  }

  private void send(int from, int to) throws Exception {
    new ReviewSender(servers, names.reviews()).send(load, from, to);
  }

  private static void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    Patience.until(
        topic + " is gone", PATIENCE, () -> !admin.listTopics().names().get().contains(topic));
  }

  private void awaitAllScored() throws Exception {
    ScorerGroup group = new ScorerGroup(admin, names.application());
    Patience.until("all is read", PATIENCE, () -> group.lag(names.reviews()) == 0);
    Thread.sleep(1_000); // what is read and not scored waits for its batch, 10 ms
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
    return admin
        .listConsumerGroupOffsets(names.application())
        .partitionsToOffsetAndMetadata()
        .get();
  }

  private Set<TopicPartition> inputPartitions() {
    return Set.of(
        new TopicPartition(names.reviews(), 0),
        new TopicPartition(names.reviews(), 1),
        new TopicPartition(names.reviews(), 2));
  }

  private static String lastWords(ScorerProcess scorer) throws Exception {
    List<String> output = scorer.output();
    assertThat(output).as("no stack trace").noneMatch(line -> line.startsWith("Exception"));
    return output.get(output.size() - 1);
  }

  private Ledger ledger() {
    Ledger ledger = new Ledger(load);
    try (ResultReader reader = new ResultReader(servers, names.results())) {
      reader.readToEnd(ledger::note);
    }
    return ledger;
  }
}
