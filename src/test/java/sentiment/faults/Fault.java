package sentiment.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One planned fault.
 *
 * @param afterResults results that are out before it happens
 * @param victim number of the scorer or broker
 * @param delay what passes between the two, so that it is not tied to a commit
 * @param whenWorking whether to wait until the victim has partitions to work on; else it may well
 *     be starting, or the group may be sharing out the work
 */
record Fault(Kind kind, int afterResults, int victim, Duration delay, boolean whenWorking) {

  enum Kind {
    /** {@code kill -9}, then a new process. */
    KILL_SCORER,
    /** SIGTERM, then a new process. */
    STOP_SCORER,
    /** {@code kill -9}, then a new process as soon as the others let it. */
    KILL_BROKER
  }

  private static final int MAX_DELAY_MS = 400;

  /** How many faults of which kind. */
  record Counts(int kills, int stops, int brokerKills) {}

  /** A plan over a load of that size, the same for the same random numbers. */
  static List<Fault> plan(Random random, int records, int scorers, int brokers, Counts counts) {
    List<Fault> plan = new ArrayList<>();
    add(plan, Kind.KILL_SCORER, counts.kills(), random, records, scorers);
    add(plan, Kind.STOP_SCORER, counts.stops(), random, records, scorers);
    add(plan, Kind.KILL_BROKER, counts.brokerKills(), random, records, brokers);
    plan.sort(Comparator.comparingInt(Fault::afterResults));
    return plan;
  }

  private static void add(
      List<Fault> plan, Kind kind, int count, Random random, int records, int victims) {
    for (int i = 0; i < count; i++) {
      plan.add(
          new Fault(
              kind,
              (int) (random.nextDouble() * 0.9 * records),
              random.nextInt(victims),
              Duration.ofMillis(random.nextInt(MAX_DELAY_MS)),
              random.nextBoolean()));
    }
  }
}
