package sentiment.streams;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ScoringApplication} is, from before it starts until after it ends. Cheap to ask,
 * safe for use by several threads.
 */
public final class StreamHealth {

  /**
   * A rebalance that lasts longer makes an instance unready. Shorter ones don't: any instance that
   * joins or leaves makes all the others rebalance, which go on with the partitions that they keep,
   * and with what they are asked over HTTP; were they unready meanwhile, a rolling update would
   * take a whole service away at once.
   */
  static final Duration REBALANCE_PATIENCE = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;

  private String starting = "the program is starting";
  private boolean hasRun;
  private boolean isClosing;
  private State state = State.CREATED;
  private long rebalancingSince;
  private int threads;
  private IntSupplier aliveThreads = () -> 0;
  private @Nullable String failure;
  private @Nullable String lastDeath;

  /** Nothing has started yet; time runs as {@link System#nanoTime} does. */
  public StreamHealth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The start has come to this, told as in "the model is warming up". */
  synchronized void starting(String what) {
    starting = what;
  }

  /** So many threads are about to run; what counts those alive may lock. */
  synchronized void watch(int expected, IntSupplier alive) {
    threads = expected;
    aliveThreads = alive;
  }

  /** Kafka Streams is in another state. */
  synchronized void changed(State now) {
    if (now == State.REBALANCING && state != State.REBALANCING) {
      rebalancingSince = nanoTime.getAsLong();
    }
    if (now == State.RUNNING) {
      hasRun = true;
      lastDeath = null;
    }
    state = now;
  }

  /** A stream thread died of this; another is to take over. */
  synchronized void threadDied(String why) {
    lastDeath = why;
  }

  /** The stream can't go on, for this reason; the first one counts. */
  synchronized void failed(String why) {
    if (failure == null) {
      failure = why;
    }
  }

  /** The application is being closed. */
  synchronized void closing() {
    isClosing = true;
  }

  /**
   * Whether the process is of use, now or soon: up unless the stream has failed for good. When it
   * is down, a restart is the cure.
   */
  public synchronized Health live() {
    if (failure != null) {
      return Health.down(failure);
    }
    boolean isOver = state == State.ERROR || state == State.NOT_RUNNING;
    if (isOver && !isClosing) {
      return Health.down("the stream has stopped");
    }
    return Health.up(inWords());
  }

  /**
   * Whether reviews are being scored: with a warm model, every stream thread alive, and the stream
   * running, or rebalancing for no more than {@link #REBALANCE_PATIENCE} after it has run.
   */
  public Health ready() {
    Health live = live();
    if (!live.isUp()) {
      return live;
    }
    IntSupplier alive;
    int expected;
    synchronized (this) {
      if (isClosing || !hasRun || isRebalancingForLong()) {
        return Health.down(inWords());
      }
      alive = aliveThreads;
      expected = threads;
    }
    // outside of the lock: Kafka Streams may hold one of its own while it reports a state
    int counted = alive.getAsInt();
    synchronized (this) {
      return counted < expected
          ? Health.down("%d of %d stream threads alive%s".formatted(counted, expected, lastDeath()))
          : Health.up(inWords());
    }
  }

  private boolean isRebalancingForLong() {
    return state == State.REBALANCING && rebalancing().compareTo(REBALANCE_PATIENCE) > 0;
  }

  private Duration rebalancing() {
    return Duration.ofNanos(nanoTime.getAsLong() - rebalancingSince);
  }

  private String inWords() {
    if (isClosing) {
      return "stopping";
    }
    if (!hasRun) {
      return "starting: " + starting + lastDeath();
    }
    return state == State.REBALANCING
        ? "rebalancing for %d s%s".formatted(rebalancing().toSeconds(), lastDeath())
        : "running";
  }

  private String lastDeath() {
    return lastDeath == null ? "" : ", after a stream thread died: " + lastDeath;
  }
}
