package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

/** More reviews than fit into the scorer's memory; {@code burst.records} says how many. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BurstIT {

  private static final int PARTITIONS = 6;
  private static final int MAX_WORDS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private @TempDir @SuppressWarnings("NullAway.Init") Path dir;

  @Test
  void shouldScoreABacklogOnceWithinASmallHeap() throws Exception {
    int records = Integer.getInteger("burst.records", 100_000);
    Path log = FaultLogs.fresh("burst").resolve("scorer.log");
    StreamNames names = new StreamNames("burst");
    ReviewLoad load = ReviewLoad.mixed(records, PARTITIONS, MAX_WORDS, 9);
    Ledger ledger = new Ledger(load);
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      String servers = broker.bootstrapServers();
      for (String topic : List.of(names.reviews(), names.scores(), names.rejected())) {
        broker.createTopic(topic, PARTITIONS);
      }
      new ReviewSender(servers, names.reviews()).send(load, 0, records);
      long start = System.nanoTime();
      try (ScorerProcess scorer =
              ScorerProcess.start(ScorerProcess.settings(servers, names), "-Xmx256m", log);
          ResultCount results = new ResultCount(servers, names.results())) {
        assertThat(results.await(records, PATIENCE)).isTrue();
        System.out.printf(
            "burst: %d reviews in %d s%n",
            records, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        assertThat(scorer.terminate()).isEqualTo(ChildProcess.TERMINATED);
        assertThat(scorer.output()).noneMatch(line -> line.contains("OutOfMemoryError"));
      }
      try (ResultReader reader = new ResultReader(servers, names.results())) {
        reader.readToEnd(ledger::note);
      }
    }
    assertThat(ledger.report()).matches(LedgerReport::isFlawless);
  }
}
