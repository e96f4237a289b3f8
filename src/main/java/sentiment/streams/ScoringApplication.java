package sentiment.streams;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.model.ModelId;
import sentiment.scoring.LiveScoring;
import sentiment.scoring.WarmUp;
import sentiment.streams.StreamPreparation.Prepared;

/**
 * The running stream: owns the threads that {@link ScoringTopology} is run by, from the check of
 * brokers and topics to the end. Safe for use by several threads.
 */
public final class ScoringApplication implements AutoCloseable {

  /** Bound of a close: the last transaction, and the farewell to the group. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** The same for a stream that can't commit, since a topic is gone. */
  private static final Duration LOST_CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** How often the model's speed is measured before settings are refused by it. */
  private static final int SPEED_MEASUREMENTS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ScoringApplication.class);

  private final StreamSettings settings;
  private final Properties properties;
  private final KafkaFailures failures;
  private final AtomicInteger maxRecordBytes;
  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final RestartPolicy restarts = new RestartPolicy(System::nanoTime);
  private final TopicWatch topicWatch;
  private final StreamHealth health;
  private volatile @Nullable Throwable failure;

  private ScoringApplication(
      StreamSettings settings,
      LiveScoring scoring,
      Prepared prepared,
      Monitoring monitoring,
      Time time,
      boolean durable) {
    this.settings = settings;
    this.properties = prepared.properties();
    this.maxRecordBytes = new AtomicInteger(prepared.maxRecordBytes());
    this.failures = KafkaFailures.of(settings, properties);
    ScoringParts parts =
        new ScoringParts(
            settings,
            scoring,
            prepared.registry(),
            prepared.backlog(),
            maxRecordBytes::get,
            System::nanoTime,
            System::currentTimeMillis,
            durable);
    streams = new KafkaStreams(ScoringTopology.build(parts), properties, time);
    health = monitoring.health();
    health.watch(settings.threads(), () -> streams.metadataForLocalThreads().size());
    streams.setStateListener((now, before) -> onState(now));
    streams.setUncaughtExceptionHandler(this::onFailure);
    topicWatch = new TopicWatch(settings, properties, this::onTopicLost);
    monitoring.observer().created(streams);
  }

  /**
   * Waits for the checks of brokers, topics and schemas, warms the model up meanwhile, checks that
   * a batch fits into a transaction, and starts to score.
   *
   * @throws InvalidSettingException if Kafka does not accept one of its properties, or batches can
   *     be too large for this machine
   * @throws StreamFailedException if the brokers or the schema registry don't answer, a topic is
   *     missing or a schema is refused
   */
  public static ScoringApplication start(
      StreamPreparation preparation, LiveScoring scoring, Monitoring monitoring) {
    return start(preparation, scoring, monitoring, Time.SYSTEM, true);
  }

  /** The same with checks that begin now. */
  public static ScoringApplication start(
      StreamSettings settings, LiveScoring scoring, Monitoring monitoring) {
    return start(StreamPreparation.begin(settings), scoring, monitoring);
  }

  /** The same, and nobody is told how it is. */
  public static ScoringApplication start(StreamSettings settings, LiveScoring scoring) {
    return start(settings, scoring, Monitoring.none());
  }

  /**
   * The same with the waiting reviews in a plain list: they are lost when this process ends in any
   * way. For measuring what durability costs; no setting leads here.
   */
  public static ScoringApplication startWithoutDurability(
      StreamSettings settings, LiveScoring scoring) {
    return start(StreamPreparation.begin(settings), scoring, Monitoring.none(), Time.SYSTEM, false);
  }

  /** The same under a clock that Kafka Streams goes by; its clients go by the system's. */
  static ScoringApplication start(StreamSettings settings, LiveScoring scoring, Time time) {
    return start(StreamPreparation.begin(settings), scoring, Monitoring.none(), time, true);
  }

  private static ScoringApplication start(
      StreamPreparation preparation,
      LiveScoring scoring,
      Monitoring monitoring,
      Time time,
      boolean durable) {
    StreamSettings settings = preparation.settings();
    StreamHealth health = monitoring.health();
    health.starting("the brokers and topics are being checked");
    FutureTask<Double> speed = new FutureTask<>(() -> speed(scoring));
    Thread warmUp = new Thread(speed, "sentiment-warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
    Prepared prepared = preparation.await();
    health.starting("the model is warming up");
    ScoringApplication application =
        new ScoringApplication(settings, scoring, prepared, monitoring, time, durable);
    try {
      application.checkBudget(scoring, prepared.partitions(), result(speed));
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
    for (String variable : settings.unknownVariables()) {
      LOG.warn("environment variable {} sets nothing", variable);
    }
    ModelId model = scoring.model().bundle().id();
    LOG.info(
        "scoring with model {} {} ({}), settings: {}",
        model.name(),
        model.version(),
        model.sha256(),
        settings);
    health.starting("the stream is joining its group");
    application.streams.start();
    application.topicWatch.start();
    return application;
  }

  private void checkBudget(LiveScoring scoring, int partitions, double firstMeasured) {
    double positionsPerSecond = firstMeasured;
    for (int measurement = 1; ; measurement++) {
      try {
        int maxPositions = maxPositions(scoring);
        BatchBudget.of(settings, partitions, maxPositions, positionsPerSecond)
            .check(settings, properties);
        return;
      } catch (InvalidSettingException e) {
        if (measurement == SPEED_MEASUREMENTS) {
          throw e; // before that, a busy machine may not have compiled the model yet
        }
        positionsPerSecond = speed(scoring);
      }
    }
  }

  private static int maxPositions(LiveScoring scoring) {
    int served = scoring.model().bundle().maxPositions();
    return scoring
        .shadow()
        .map(shadow -> Math.max(served, shadow.model().bundle().maxPositions()))
        .orElse(served);
  }

  /** Warms the models up; positions that one thread scores in a second, all models together. */
  private static double speed(LiveScoring scoring) {
    double secondsPerPosition = 1 / WarmUp.run(scoring.model().bundle());
    if (scoring.shadow().isPresent()) {
      secondsPerPosition += 1 / WarmUp.run(scoring.shadow().get().model().bundle());
    }
    return 1 / secondsPerPosition;
  }

  private static double result(FutureTask<Double> speed) {
    try {
      return speed.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the model can't be warmed up: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamFailedException("interrupted while the model was warming up", e);
    }
  }

  /**
   * Waits until records are being scored.
   *
   * @return whether they are; false if the time ran out or the stream has stopped
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
        && streams.state().isRunningOrRebalancing();
  }

  /**
   * Waits until {@link #close} or a failure that no new thread can cure. Closes cleanly when the
   * virtual machine is told to end (SIGTERM, SIGINT).
   *
   * @throws StreamFailedException if the stream had to stop
   */
  public void await() throws InterruptedException {
    Thread hook = new Thread(this::close, "sentiment-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      stopped.await();
    } finally {
      removeShutdownHook(hook);
    }
    Throwable cause = failure;
    if (cause instanceof StreamFailedException lost) {
      throw lost;
    }
    if (cause != null) {
      close();
      throw failures.stopped(cause);
    }
  }

  private static void removeShutdownHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the virtual machine is ending, so the hook stays", e);
    }
  }

  /**
   * Commits what is scored, leaves the group, so that other instances take over at once, and stops.
   * Reviews that wait in a batch are kept in Kafka. Returns after 20 seconds at most; repeated
   * calls do nothing.
   */
  @Override
  public void close() {
    health.closing();
    topicWatch.close();
    boolean isLost = failure instanceof StreamFailedException;
    Duration timeout = isLost ? LOST_CLOSE_TIMEOUT : CLOSE_TIMEOUT;
    boolean closed =
        streams.close(
            CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!closed && !isLost) {
      LOG.warn("the stream did not close within {} s", timeout.toSeconds());
    }
    stopped.countDown();
  }

  private void onState(State now) {
    health.changed(now);
    if (now == State.RUNNING) {
      running.countDown();
    } else if (now == State.ERROR || now == State.NOT_RUNNING) {
      running.countDown();
      stopped.countDown();
    }
  }

  private void onTopicLost(StreamFailedException lost) {
    if (failure == null) {
      failure = lost;
    }
    health.failed(String.valueOf(lost.getMessage()));
    stopped.countDown();
  }

  private StreamThreadExceptionResponse onFailure(Throwable cause) {
    StreamThreadExceptionResponse response =
        isTooLargeByNow(cause)
            ? StreamThreadExceptionResponse.REPLACE_THREAD
            : restarts.decide(cause);
    LOG.debug("stream thread failed", failures.forLog(cause));
    if (response == StreamThreadExceptionResponse.REPLACE_THREAD) {
      String line = failures.line(cause);
      LOG.error("stream thread failed, {}: {}", response, line);
      health.threadDied(line);
    } else {
      topicWatch.tryToLook(); // it knows better what to do about a topic
      if (failure == null) { // told once, by whoever waits for the end
        failure = cause instanceof MissingSourceTopicException ? topicWatch.inputDeleted() : cause;
      }
      health.failed(
          failure instanceof StreamFailedException lost
              ? String.valueOf(lost.getMessage())
              : String.valueOf(failures.stopped(cause).getMessage()));
    }
    return response;
  }

  /**
   * Whether a topic has come to take smaller records than it did; if so, the same records will be
   * dead letters when they come again.
   */
  private boolean isTooLargeByNow(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        try (StreamTopics topics = new StreamTopics(settings, properties)) {
          int now = topics.maxRecordBytes();
          return maxRecordBytes.getAndAccumulate(now, Math::min) > now;
        } catch (StreamFailedException e) {
          LOG.warn("can't find out how large records may be: {}", e.getMessage());
          return false;
        }
      }
    }
    return false;
  }
}
