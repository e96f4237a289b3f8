package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.EmbeddedBroker;

/** The same count of a scorer that does lose reviews. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LossIT {

  private static final int RECORDS = 3_000;
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private @TempDir @SuppressWarnings("NullAway.Init") Path dir;

  @Test
  void shouldSeeTheLossWhenReviewsWaitInAListOnly() throws Exception {
    Path log = FaultLogs.fresh("loss").resolve("scorer.log");
    StreamNames names = new StreamNames("lossy");
    ReviewLoad load = ReviewLoad.reviews(RECORDS, PARTITIONS, 12, 5);
    Ledger ledger = new Ledger(load);
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir)) {
      broker.createTopic(names.reviews(), PARTITIONS);
      broker.createTopic(names.scores(), PARTITIONS);
      String servers = broker.bootstrapServers();
      try (ScorerProcess scorer = ScorerProcess.startLossy(servers, names, log);
          ResultCount results = new ResultCount(servers, List.of(names.scores()));
          Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
        CompletableFuture<Void> sent =
            new ReviewSender(servers, names.reviews())
                .start(load, 0, RECORDS, Duration.ofMillis(1));
        assertThat(results.await(1, PATIENCE)).isTrue();
        Thread.sleep(300); // the next batches are half full, and some commits have gone by
        scorer.kill();
        scorer.restart();
        ReviewSender.await(sent);
        ScorerGroup group = new ScorerGroup(admin, names.application());
        Patience.until("all is read", PATIENCE, () -> group.lag(names.reviews()) == 0);
        Thread.sleep(2_000); // what still waits is scored when nothing comes for a second
        scorer.terminate();
      }
      try (ResultReader reader = new ResultReader(servers, List.of(names.scores()))) {
        reader.readToEnd(ledger::note);
      }
    }
    LedgerReport report = ledger.report();
    System.out.println("loss: " + report);

    assertThat(report.lost()).isPositive();
    assertThat(report.duplicated()).isZero();
  }
}
