package sentiment.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Checks before the start that the brokers answer and the topics are there, and creates those of
 * the output: Kafka Streams itself dies at the first record for a topic that is missing.
 */
final class StreamTopics implements AutoCloseable {

  /** {@code max.message.bytes} of a topic whose configuration may not be read: Kafka's default. */
  private static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

  private final StreamSettings settings;
  private final KafkaFailures failures;
  private final Admin admin;
  private final Set<String> created = new HashSet<>();

  /**
   * Connects to the brokers.
   *
   * @param properties those that Kafka Streams will run with
   * @throws StreamFailedException if the client can't be set up with them
   */
  StreamTopics(StreamSettings settings, Properties properties) {
    this.settings = settings;
    this.failures = KafkaFailures.of(settings, properties);
    Map<String, Object> config =
        new HashMap<>(
            new StreamsConfig(properties).getAdminConfigs(settings.applicationId() + "-startup"));
    int timeout = (int) settings.startupTimeout().toMillis();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
    try {
      this.admin = Admin.create(config);
    } catch (KafkaException e) {
      throw failures.unusable(e);
    }
  }

  /**
   * Checks the topics and creates missing ones.
   *
   * @return how many partitions the input has
   * @throws StreamFailedException if the brokers don't answer or a topic is missing
   */
  int prepare() {
    int partitions = require(settings.inputTopic(), AclOperation.READ).partitions().size();
    List<String> missing = new ArrayList<>();
    for (String topic : List.of(settings.outputTopic(), settings.rejectedTopic())) {
      if (find(topic, AclOperation.WRITE).isEmpty()) {
        missing.add(topic);
      }
    }
    if (!missing.isEmpty() && !settings.topicsCreate()) {
      throw missing(missing.get(0));
    }
    missing.forEach(topic -> create(topic, partitions));
    return partitions;
  }

  /** The largest record, in bytes, that the settings and the topics allow at this moment. */
  int maxRecordBytes() {
    return Stream.of(settings.outputTopic(), settings.rejectedTopic())
        .mapToInt(this::maxMessageBytes)
        .reduce(settings.maxRecordBytes(), Math::min);
  }

  /**
   * A topic that has to be there.
   *
   * @throws StreamFailedException if it is missing, with how to create it, or must not be used so
   */
  TopicDescription require(String topic, AclOperation use) {
    return find(topic, use).orElseThrow(() -> missing(topic));
  }

  /**
   * A topic's description, empty if there is none.
   *
   * @throws StreamFailedException if the brokers do not let this user do that with it
   */
  Optional<TopicDescription> find(String topic, AclOperation use) {
    Optional<TopicDescription> found;
    try {
      DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
      found =
          get(admin.describeTopics(List.of(topic), options).allTopicNames(), "find topic", topic)
              .values()
              .stream()
              .findFirst();
    } catch (StreamFailedException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
    // a broker that does not say leaves it to the first record to find out
    found
        .map(TopicDescription::authorizedOperations)
        .filter(allowed -> !allowed.contains(use))
        .ifPresent(
            allowed -> {
              throw failures.refused(use, topic);
            });
    return found;
  }

  private StreamFailedException missing(String topic) {
    String message =
        "topic '%s' does not exist on %s: create it, for example with kafka-topics.sh"
            + " --bootstrap-server %s --create --topic %s --partitions 6";
    String servers = settings.bootstrapServers();
    return new StreamFailedException(
        message.formatted(topic, servers, servers, topic), new UnknownTopicOrPartitionException());
  }

  private void create(String topic, int partitions) {
    String maxBytes = Integer.toString(settings.maxRecordBytes());
    create(
        new NewTopic(topic, Optional.of(partitions), Optional.empty())
            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, maxBytes)));
    created.add(topic);
  }

  void create(NewTopic topic) {
    try {
      get(admin.createTopics(List.of(topic)).all(), "create topic", topic.name());
    } catch (StreamFailedException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // another instance was faster
        throw e;
      }
    }
  }

  private int maxMessageBytes(String topic) {
    return configuration(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        .map(Integer::parseInt)
        .orElse(created.contains(topic) ? settings.maxRecordBytes() : DEFAULT_MAX_MESSAGE_BYTES);
  }

  /** A value of a topic's configuration, empty if it may not be read. */
  Optional<String> configuration(String topic, String key) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return get(
              admin.describeConfigs(List.of(resource)).all(),
              "read the configuration of topic",
              topic)
          .values()
          .stream()
          .map(config -> config.get(key).value())
          .findFirst();
    } catch (StreamFailedException e) {
      // a topic that was just created may not be known to every broker yet
      if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private <T> T get(KafkaFuture<T> future, String task, String topic) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw failures.failed(task + " " + topic, topic, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamFailedException("interrupted while trying to " + task + " " + topic, e);
    }
  }

  /** The message of the innermost cause, which says what is wrong, on one line. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }

  @Override
  public void close() {
    admin.close();
  }
}
