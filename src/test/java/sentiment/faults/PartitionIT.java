package sentiment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scorer that is cut off from the brokers while another is not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PartitionIT {

  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than the session (3 s) and a transaction (5 s) may last. */
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  private @TempDir @SuppressWarnings("NullAway.Init") Path dir;

  @Test
  void shouldHandOverAndComeBackWhenAScorerIsCutOff() throws Exception {
    Path logs = FaultLogs.fresh("partition");
    StreamNames names = new StreamNames("partition");
    ReviewLoad load = ReviewLoad.mixed(3_000, PARTITIONS, 40, 6);
    int proxied = FreePorts.next();
    try (StallingProxy proxy = new StallingProxy(proxied);
        Cluster cluster =
            Cluster.start(
                dir, logs, 1, List.of(new BrokerSettings.ProxiedListener(proxied, proxy.port())))) {
      String direct = cluster.bootstrapServers();
      for (String topic : List.of(names.reviews(), names.scores(), names.rejected())) {
        cluster.createTopic(topic, PARTITIONS);
      }
      ScorerGroup group = new ScorerGroup(cluster.admin(), names.application());
      ReviewSender sender = new ReviewSender(direct, names.reviews());
      try (ResultCount results = new ResultCount(direct, names.results());
          ScorerProcess cutOff =
              scorer("cut-off", BrokerSettings.HOST + ":" + proxy.port(), names, logs);
          ScorerProcess other = scorer("other", direct, names, logs)) {
        Patience.until(
            "both work",
            PATIENCE,
            () -> group.partitions().equals(Map.of("cut-off", 2, "other", 2)));

        CompletableFuture<Void> sent = sender.start(load, 0, 2_000, Duration.ofMillis(1));
        assertThat(results.await(300, PATIENCE)).isTrue();
        proxy.stall();
        long stalled = System.nanoTime();
        ReviewSender.await(sent);
        assertThat(results.await(2_000, PATIENCE)).isTrue();
        assertThat(group.partitions()).isEqualTo(Map.of("other", PARTITIONS));
        Thread.sleep(Math.max(0, OUTAGE.toMillis() - (System.nanoTime() - stalled) / 1_000_000));

        proxy.heal();
        Patience.until("the first is back", PATIENCE, () -> group.isWorking("cut-off"));
        sender.send(load, 2_000, 2_500);
        assertThat(results.await(2_500, PATIENCE)).isTrue();
        other.kill();
        sender.send(load, 2_500, 3_000);
        assertThat(results.await(3_000, PATIENCE)).isTrue();
        assertThat(cutOff.terminate()).isEqualTo(ChildProcess.TERMINATED);
      }
      Ledger ledger = new Ledger(load);
      try (ResultReader reader = new ResultReader(direct, names.results())) {
        reader.readToEnd(ledger::note);
      }
      assertThat(ledger.report()).matches(LedgerReport::isFlawless);
    }
  }

  private static ScorerProcess scorer(String name, String servers, StreamNames names, Path logs)
      throws Exception {
    Map<String, String> settings = ScorerProcess.settings(servers, names);
    settings.put("kafka.client.id", name);
    return ScorerProcess.start(settings, logs.resolve(name + ".log"));
  }
}
