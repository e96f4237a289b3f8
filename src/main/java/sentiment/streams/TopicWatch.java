package sentiment.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the topics of the running stream are still those it started with.
 * Kafka's clients wait in silence for a deleted topic to come back, and read on in the middle of
 * one that was made anew.
 */
final class TopicWatch implements AutoCloseable {

  private static final long INTERVAL_SECONDS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  private final StreamSettings settings;
  private final String changelog;
  private final Consumer<StreamFailedException> onLost;
  private final Admin admin;
  private final CountDownLatch closed = new CountDownLatch(1);

  // written by whoever looks, one at a time
  private final Map<String, TopicDescription> known = new HashMap<>();
  private final Set<String> missed = new HashSet<>();

  /**
   * A watch that has not started.
   *
   * @param properties those that Kafka Streams runs with
   * @param onLost told of each topic that is gone or has changed, with what to do
   */
  TopicWatch(
      StreamSettings settings, Properties properties, Consumer<StreamFailedException> onLost) {
    this.settings = settings;
    this.changelog = settings.applicationId() + "-" + ScoringTopology.STORE + "-changelog";
    this.onLost = onLost;
    Map<String, Object> config =
        new HashMap<>(
            new StreamsConfig(properties).getAdminConfigs(settings.applicationId() + "-topics"));
    int timeout = (int) settings.startupTimeout().toMillis();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    this.admin = Admin.create(config);
  }

  void start() {
    Thread thread = new Thread(this::run, "sentiment-topic-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      do {
        tryToLook();
      } while (!closed.await(INTERVAL_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks now, if the brokers answer; {@code onLost} is called before this returns. */
  void tryToLook() {
    try {
      look();
    } catch (KafkaException e) {
      LOG.debug("can't look for the topics", e); // brokers that don't answer are no lost topics
    }
  }

  private synchronized void look() {
    List<String> topics =
        List.of(settings.inputTopic(), settings.outputTopic(), settings.rejectedTopic(), changelog);
    admin.describeTopics(topics).topicNameValues().forEach(this::compare);
    if (known.containsKey(changelog) && partitions(settings.inputTopic()) > partitions(changelog)) {
      onLost.accept(grown());
    }
  }

  private int partitions(String topic) {
    TopicDescription description = known.get(topic);
    return description == null ? 0 : description.partitions().size();
  }

  private void compare(String topic, KafkaFuture<TopicDescription> future) {
    TopicDescription before = known.get(topic);
    try {
      TopicDescription now = future.get();
      missed.remove(topic);
      known.put(topic, now);
      if (before != null && !before.topicId().equals(now.topicId())) {
        onLost.accept(madeAnew(topic));
      }
    } catch (ExecutionException e) {
      boolean isUnknown = e.getCause() instanceof UnknownTopicOrPartitionException;
      // twice: a broker that has just started may not have heard of it
      if (isUnknown && before != null && !missed.add(topic)) {
        onLost.accept(deleted(topic));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  /** What there is to say when Kafka Streams itself misses its input. */
  synchronized StreamFailedException inputDeleted() {
    return deleted(settings.inputTopic());
  }

  private StreamFailedException deleted(String topic) {
    String advice =
        topic.equals(changelog)
            ? "reviews that waited in a batch may be lost; start again"
            : "create it, for example with kafka-topics.sh --bootstrap-server %s --create --topic %s"
                    .formatted(settings.bootstrapServers(), topic)
                + (known.containsKey(topic) ? " --partitions " + partitions(topic) : "")
                + ", and start again";
    return lost("topic '%s' was deleted while the stream ran: %s".formatted(topic, advice));
  }

  private StreamFailedException madeAnew(String topic) {
    String advice =
        topic.equals(settings.inputTopic())
            ? "to score all of it, run kafka-consumer-groups.sh --bootstrap-server %s --group %s"
                    .formatted(settings.bootstrapServers(), settings.applicationId())
                + " --topic %s --reset-offsets --to-earliest --execute".formatted(topic)
                + ", and start again"
            : "start again";
    return lost(
        "topic '%s' was deleted and created anew while the stream ran: %s"
            .formatted(topic, advice));
  }

  /** Kafka Streams refuses to run then; its own message would have the waiting reviews deleted. */
  private StreamFailedException grown() {
    int partitions = partitions(settings.inputTopic());
    return lost(
        "topic '%s' has %d partitions and '%s' %d: run kafka-topics.sh --bootstrap-server %s"
                .formatted(
                    settings.inputTopic(),
                    partitions,
                    changelog,
                    partitions(changelog),
                    settings.bootstrapServers())
            + " --alter --topic %s --partitions %d, and start again"
                .formatted(changelog, partitions));
  }

  private static StreamFailedException lost(String message) {
    return new StreamFailedException(message, new UnknownTopicOrPartitionException());
  }

  @Override
  public void close() {
    closed.countDown();
    admin.close(Duration.ZERO);
  }
}
