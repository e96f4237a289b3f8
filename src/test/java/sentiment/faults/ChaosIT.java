package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, two scorers, and processes that die while reviews pour in. How many is set by the
 * system properties {@code chaos.records}, {@code chaos.kills}, {@code chaos.stops} and {@code
 * chaos.broker.kills}; {@code chaos.seed} repeats a run's load and plan.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ChaosIT {

  private static final int PARTITIONS = 6;
  private static final int SCORERS = 2;
  private static final int MAX_WORDS = 150;

  /** Longest time without any result: a session, a transaction and a broker have to time out. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private @TempDir @SuppressWarnings("NullAway.Init") Path dir;

  @Test
  void shouldLoseAndRepeatNothingWhenProcessesAreKilled() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xFFFF_FFFFL);
    int records = Integer.getInteger("chaos.records", 4_000);
    Fault.Counts counts =
        new Fault.Counts(
            Integer.getInteger("chaos.kills", 3),
            Integer.getInteger("chaos.stops", 1),
            Integer.getInteger("chaos.broker.kills", 1));
    System.out.printf("chaos: -Dchaos.seed=%d, %d records, %s%n", seed, records, counts);
    long start = System.nanoTime();
    Path logs = FaultLogs.fresh("chaos");
    StreamNames names = new StreamNames("chaos");
    ReviewLoad load = ReviewLoad.mixed(records, PARTITIONS, MAX_WORDS, seed);

    try (Cluster cluster = Cluster.start(dir, logs, 3, List.of());
        ChaosRun run = new ChaosRun(cluster, names)) {
      for (String topic : List.of(names.reviews(), names.scores(), names.rejected())) {
        cluster.createTopic(topic, PARTITIONS);
      }
      String servers = cluster.bootstrapServers();
      for (int i = 0; i < SCORERS; i++) {
        run.addScorer(ScorerProcess.settings(servers, names), logs.resolve("scorer-" + i + ".log"));
      }
      try (ResultCount results = new ResultCount(servers, names.results())) {
        CompletableFuture<Void> sent =
            new ReviewSender(servers, names.reviews()).start(load, 0, records, Duration.ZERO);
        for (Fault fault : Fault.plan(new Random(seed), records, SCORERS, cluster.size(), counts)) {
          run.strike(fault, results);
        }
        run.awaitWhole();
        ReviewSender.await(sent);
        results.await(records, PATIENCE);
      }
      List<Integer> exitCodes = run.stopScorers();

      Ledger ledger = new Ledger(load);
      try (ResultReader reader = new ResultReader(servers, names.results())) {
        reader.readToEnd(ledger::note);
      }
      AtomicInteger changelog = new AtomicInteger();
      try (ResultReader reader = new ResultReader(servers, List.of(names.changelog()))) {
        reader.readToEnd(record -> changelog.incrementAndGet());
      }
      LedgerReport report = ledger.report();
      System.out.printf(
          "chaos: %s; %s; %.3f changelog records for each; %d s%n",
          report,
          run.done(),
          (double) changelog.get() / records,
          Duration.ofNanos(System.nanoTime() - start).toSeconds());
      assertThat(report).matches(LedgerReport::isFlawless);
      assertThat(run.endedByThemselves()).isZero();
      assertThat(exitCodes).containsOnly(ChildProcess.TERMINATED);
    }
  }
}
