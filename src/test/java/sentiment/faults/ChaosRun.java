package sentiment.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Scorers on a cluster, and the faults that befall them. */
final class ChaosRun implements AutoCloseable {

  /** Longest time without a result before a fault happens anyway. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final List<ScorerProcess> scorers = new ArrayList<>();
  private final ScorerGroup group;
  private final Map<Fault.Kind, Integer> done = new EnumMap<>(Fault.Kind.class);
  private CompletableFuture<Void> recovery = CompletableFuture.completedFuture(null);
  private int endedByThemselves;

  ChaosRun(Cluster cluster, StreamNames names) {
    this.cluster = cluster;
    this.group = new ScorerGroup(cluster.admin(), names.application());
  }

  /** Starts one more scorer. */
  void addScorer(Map<String, String> settings, Path log) throws IOException {
    settings.put("kafka.client.id", client(scorers.size()));
    scorers.add(ScorerProcess.start(settings, log));
  }

  private static String client(int scorer) {
    return "scorer-" + scorer;
  }

  int scorers() {
    return scorers.size();
  }

  /** Lets a fault happen when so many results are out; a dead broker comes back meanwhile. */
  void strike(Fault fault, ResultCount results) throws Exception {
    results.await(fault.afterResults(), QUIET);
    if (fault.kind() == Fault.Kind.KILL_BROKER) {
      awaitWhole();
      Thread.sleep(fault.delay().toMillis());
      cluster.kill(fault.victim());
      recovery = CompletableFuture.runAsync(() -> recover(fault.victim()));
    } else {
      if (fault.whenWorking()) {
        awaitWorking(fault.victim());
      }
      Thread.sleep(fault.delay().toMillis());
      ScorerProcess victim = scorers.get(fault.victim());
      if (!victim.isAlive()) {
        endedByThemselves++;
      } else if (fault.kind() == Fault.Kind.KILL_SCORER) {
        victim.kill();
      } else {
        victim.terminate();
      }
      victim.restart();
    }
    done.merge(fault.kind(), 1, Integer::sum);
  }

  private void awaitWorking(int scorer) throws InterruptedException {
    try {
      Patience.until(client(scorer) + " works", QUIET, () -> group.isWorking(client(scorer)));
    } catch (AssertionError e) {
      // the others may have all that is left
    }
  }

  private void recover(int broker) {
    try {
      cluster.restart(broker);
      cluster.awaitWhole();
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /** Waits until all brokers are back. */
  void awaitWhole() {
    recovery.join();
  }

  /** Stops all scorers by SIGTERM; returns their exit codes. */
  List<Integer> stopScorers() throws InterruptedException {
    List<Integer> codes = new ArrayList<>();
    for (ScorerProcess scorer : scorers) {
      codes.add(scorer.terminate());
    }
    return codes;
  }

  /** Faults so far, by kind. */
  Map<Fault.Kind, Integer> done() {
    return done;
  }

  /** Scorers that were not there any more when a fault should have ended them. */
  int endedByThemselves() {
    return endedByThemselves;
  }

  @Override
  public void close() {
    scorers.forEach(ScorerProcess::close);
  }
}
