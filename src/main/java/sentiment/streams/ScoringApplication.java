package sentiment.streams;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.model.ModelId;
import sentiment.scoring.SentimentScorer;

/**
 * The running stream: owns the threads that {@link ScoringTopology} is run by, from the check of
 * brokers and topics to the end. Safe for use by several threads.
 */
public final class ScoringApplication implements AutoCloseable {

  /** Bound of a close: the last transaction, and the farewell to the group. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** The same for a stream that can't commit, since a topic is gone. */
  private static final Duration LOST_CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ScoringApplication.class);

  private final KafkaStreams streams;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final RestartPolicy restarts = new RestartPolicy(System::nanoTime);
  private final TopicWatch topicWatch;
  private volatile @Nullable Throwable failure;

  private ScoringApplication(
      StreamSettings settings, Properties properties, Supplier<SentimentScorer> scorers) {
    streams = new KafkaStreams(ScoringTopology.build(settings, scorers), properties);
    streams.setStateListener((now, before) -> onState(now));
    streams.setUncaughtExceptionHandler(this::onFailure);
    topicWatch = new TopicWatch(settings, properties, this::onTopicLost);
  }

  /**
   * Checks brokers and topics, creates missing output topics, and starts to score.
   *
   * @param scorers asked once for each partition and once here; each scorer is used by one thread
   * @throws InvalidSettingException if Kafka does not accept one of its properties
   * @throws StreamFailedException if the brokers don't answer or a topic is missing
   */
  public static ScoringApplication start(
      StreamSettings settings, Supplier<SentimentScorer> scorers) {
    Properties properties = StreamsProperties.of(settings);
    int maxRecordBytes;
    try (StreamTopics topics = new StreamTopics(settings, properties)) {
      maxRecordBytes = topics.prepare();
    }
    ModelId model = scorers.get().modelId();
    StreamSettings effective = settings.withMaxRecordBytes(maxRecordBytes);
    ScoringApplication application = new ScoringApplication(effective, properties, scorers);
    for (String variable : settings.unknownVariables()) {
      LOG.warn("environment variable {} sets nothing", variable);
    }
    LOG.info(
        "scoring with model {} {} ({}), settings: {}",
        model.name(),
        model.version(),
        model.sha256(),
        effective);
    application.streams.start();
    application.topicWatch.start();
    return application;
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
      throw new StreamFailedException("stream stopped: " + StreamTopics.rootMessage(cause), cause);
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
    stopped.countDown();
  }

  private StreamThreadExceptionResponse onFailure(Throwable cause) {
    StreamThreadExceptionResponse response = restarts.decide(cause);
    LOG.error("stream thread failed, {}: {}", response, StreamTopics.rootMessage(cause));
    LOG.debug("stream thread failed", cause);
    if (response != StreamThreadExceptionResponse.REPLACE_THREAD && failure == null) {
      failure = cause instanceof MissingSourceTopicException ? topicWatch.inputDeleted() : cause;
    }
    return response;
  }
}
