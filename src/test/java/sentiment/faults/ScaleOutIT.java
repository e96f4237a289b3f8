package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sentiment.demo.EmbeddedBroker;

/** Scorers that join and leave under load, by either of Kafka's rebalance protocols. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ScaleOutIT {

  private static final int PARTITIONS = 6;
  private static final int MAX_RECORDS = 60_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") EmbeddedBroker broker;
  private static @SuppressWarnings("NullAway.Init") Admin admin;

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

  @ParameterizedTest
  @CsvSource({"classic, 1", "streams, 0"})
  void shouldLoseAndRepeatNothingWhenScorersJoinAndLeave(String protocol, String standbys)
      throws Exception {
    Path logs = FaultLogs.fresh("scale-out-" + protocol);
    StreamNames names = new StreamNames("scale-out-" + protocol);
    ReviewLoad load = ReviewLoad.mixed(MAX_RECORDS, PARTITIONS, 20, 10);
    String servers = broker.bootstrapServers();
    for (String topic : List.of(names.reviews(), names.scores(), names.rejected())) {
      broker.createTopic(topic, PARTITIONS);
    }
    Map<String, String> settings = ScorerProcess.settings(servers, names);
    settings.put("kafka.group.protocol", protocol);
    settings.put("kafka.num.standby.replicas", standbys);
    if (protocol.equals("streams")) {
      settings.keySet().removeIf(key -> key.startsWith("kafka.consumer."));
    }
    AtomicBoolean enough = new AtomicBoolean();
    int records;
    ScorerGroup group = new ScorerGroup(admin, names.application());
    try (ScorerProcess first = ScorerProcess.start(settings, logs.resolve("scorer-1.log"));
        ResultCount results = new ResultCount(servers, names.results())) {
      CompletableFuture<Integer> sent =
          new ReviewSender(servers, names.reviews())
              .startUntil(enough::get, load, Duration.ofMillis(1));
      assertThat(results.await(1, PATIENCE)).isTrue();
      try (ScorerProcess second = ScorerProcess.start(settings, logs.resolve("scorer-2.log"));
          ScorerProcess third = ScorerProcess.start(settings, logs.resolve("scorer-3.log"))) {
        Patience.until("three share the work", PATIENCE, () -> group.workers(protocol) == 3);
        assertThat(second.terminate()).isEqualTo(ChildProcess.TERMINATED);
        assertThat(third.terminate()).isEqualTo(ChildProcess.TERMINATED);
      }
      assertThat(sent).as("reviews still came when the last one left").isNotDone();
      enough.set(true);
      records = ReviewSender.await(sent);
      assertThat(results.await(records, PATIENCE)).isTrue();
      assertThat(first.terminate()).isEqualTo(ChildProcess.TERMINATED);
    }
    Ledger ledger = new Ledger(load);
    try (ResultReader reader = new ResultReader(servers, names.results())) {
      reader.readToEnd(ledger::note);
    }
    assertThat(ledger.report(0, records)).matches(LedgerReport::isFlawless);
  }
}
