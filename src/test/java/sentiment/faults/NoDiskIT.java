package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

/** A scorer whose disk takes nothing: its state is in memory and in Kafka. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NoDiskIT {

  private static final int RECORDS = 3_000;
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private @TempDir @SuppressWarnings("NullAway.Init") Path dir;

  @Test
  void shouldNotNeedADiskEvenWhenItIsKilledWithReviewsWaiting() throws Exception {
    Path log = FaultLogs.fresh("no-disk").resolve("scorer.log");
    StreamNames names = new StreamNames("no-disk");
    ReviewLoad load = ReviewLoad.mixed(RECORDS, PARTITIONS, 20, 7);
    Path file = Files.writeString(dir.resolve("file"), "nothing can be created below a file");
    Ledger ledger = new Ledger(load);
    AtomicInteger changelog = new AtomicInteger();
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"))) {
      String servers = broker.bootstrapServers();
      for (String topic : List.of(names.reviews(), names.scores(), names.rejected())) {
        broker.createTopic(topic, PARTITIONS);
      }
      Map<String, String> settings = ScorerProcess.settings(servers, names);
      settings.put("kafka.state.dir", file.resolve("state").toString());
      settings.put("batch.max.reviews", "512");
      String options = "-Xmx256m -Djava.io.tmpdir=" + file.resolve("tmp");
      try (ScorerProcess scorer = ScorerProcess.start(settings, options, log);
          ResultCount results = new ResultCount(servers, names.results())) {
        new ReviewSender(servers, names.reviews()).send(load, 0, RECORDS);
        assertThat(results.await(1, PATIENCE)).isTrue();
        scorer.kill();
        scorer.restart();
        assertThat(results.await(RECORDS, PATIENCE)).isTrue();
        assertThat(scorer.terminate()).isEqualTo(ChildProcess.TERMINATED);
      }
      try (ResultReader reader = new ResultReader(servers, names.results())) {
        reader.readToEnd(ledger::note);
      }
      try (ResultReader reader = new ResultReader(servers, List.of(names.changelog()))) {
        reader.readToEnd(record -> changelog.incrementAndGet());
      }
    }
    assertThat(ledger.report()).matches(LedgerReport::isFlawless);
    assertThat(changelog).as("reviews that waited at a commit").hasPositiveValue();
    assertThat(file).isRegularFile();
  }
}
