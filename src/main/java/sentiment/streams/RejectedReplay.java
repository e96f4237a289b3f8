package sentiment.streams;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rejected records back to the input topic, or counts those that it would move.
 *
 * <p>No record goes back twice, however often, with whatever filters and at the same time this is
 * done: a record and its mark in the {@link ReplayMemory} are one transaction, and a replay fences
 * those before it, and ends their transactions, before it reads the memory.
 */
public final class RejectedReplay {

  private static final Logger LOG = LoggerFactory.getLogger(RejectedReplay.class);

  private final StreamSettings settings;
  private final ReplayFilter filter;
  private final boolean dryRun;
  private final Clock clock;
  private final ReplayProgress progress;
  private final String memoryTopic;

  private RejectedReplay(
      StreamSettings settings,
      ReplayFilter filter,
      boolean dryRun,
      Clock clock,
      ReplayProgress progress) {
    this.settings = settings;
    this.filter = filter;
    this.dryRun = dryRun;
    this.clock = clock;
    this.progress = progress;
    this.memoryTopic = ReplayMemory.topicFor(settings.rejectedTopic());
  }

  /**
   * Goes once through the rejected topic, to where its end is now; what a running stream rejects
   * meanwhile is left to the next time.
   *
   * @param dryRun whether to change nothing: no record, no topic, no other replay
   * @throws InvalidSettingException if Kafka does not accept one of its properties
   * @throws StreamFailedException if a topic is missing, the brokers don't do it, or another replay
   *     has begun; what was moved until then is remembered
   */
  public static ReplayReport run(
      StreamSettings settings,
      ReplayFilter filter,
      boolean dryRun,
      Clock clock,
      ReplayProgress progress) {
    for (String variable : settings.unknownVariables()) {
      LOG.warn("environment variable {} sets nothing", variable);
    }
    return new RejectedReplay(settings, filter, dryRun, clock, progress).run();
  }

  private ReplayReport run() {
    requireOwnTopic("input.topic", settings.inputTopic());
    requireOwnTopic("output.topic", settings.outputTopic());
    Properties properties = StreamsProperties.of(settings);
    TopicDescription input;
    TopicDescription rejected;
    int memoryPartitions;
    try (StreamTopics topics = new StreamTopics(settings, properties)) {
      input =
          topics.require(
              settings.inputTopic(), dryRun ? AclOperation.DESCRIBE : AclOperation.WRITE);
      rejected = requireRejected(topics);
      memoryPartitions = prepareMemory(topics);
    }
    try {
      ReplayClients clients = new ReplayClients(settings, properties);
      try (ReplaySender sender = dryRun ? null : new ReplaySender(clients.producer(memoryTopic))) {
        return replay(clients, sender, input.partitions().size(), rejected, memoryPartitions);
      }
    } catch (KafkaException e) {
      throw explained(e, KafkaFailures.of(settings, properties));
    }
  }

  private void requireOwnTopic(String key, String topic) {
    if (topic.equals(memoryTopic)) {
      throw new InvalidSettingException(
          key, topic, "another topic than that of the replayed records of rejected.topic");
    }
  }

  private TopicDescription requireRejected(StreamTopics topics) {
    String topic = settings.rejectedTopic();
    return topics
        .find(topic, AclOperation.READ)
        .orElseThrow(
            () ->
                new StreamFailedException(
                    "topic '%s' does not exist on %s: expected rejected.topic to name that of a"
                            .formatted(topic, settings.bootstrapServers())
                        + " stream that has run",
                    null));
  }

  /**
   * Finds or creates the memory's topic.
   *
   * @return how many partitions it has; 0 if a dry run finds none
   */
  private int prepareMemory(StreamTopics topics) {
    Optional<TopicDescription> found = topics.find(memoryTopic, AclOperation.READ);
    if (found.isPresent()) {
      requireCompaction(topics.configuration(memoryTopic, TopicConfig.CLEANUP_POLICY_CONFIG));
      return found.get().partitions().size();
    }
    if (dryRun) {
      return 0;
    }
    if (!settings.topicsCreate()) {
      throw new StreamFailedException(
          "topic '%s' does not exist on %s and topics.create=false: create it with"
                  .formatted(memoryTopic, settings.bootstrapServers())
              + " cleanup.policy=compact",
          null);
    }
    topics.create(
        new NewTopic(memoryTopic, Optional.of(1), Optional.empty())
            .configs(
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    return 1;
  }

  private void requireCompaction(Optional<String> policy) {
    if (policy.isPresent() && !policy.get().equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new StreamFailedException(
          "topic '%s' has cleanup.policy=%s: expected compact, else what was replayed is forgotten"
              .formatted(memoryTopic, policy.get()),
          null);
    }
  }

  private ReplayReport replay(
      ReplayClients clients,
      @Nullable ReplaySender sender,
      int inputPartitions,
      TopicDescription rejected,
      int memoryPartitions) {
    UnaryOperator<List<ReplayMove>> mover = sender == null ? moves -> List.of() : sender::move;
    ReplayReport report = new ReplayReport(dryRun);
    try (Consumer<byte[], byte[]> consumer = clients.consumer();
        OriginalReader originals = new OriginalReader(clients::consumer, inputPartitions)) {
      TopicScan letters = new TopicScan(consumer, rejected.name(), rejected.partitions().size());
      ReplayMemory memory = new ReplayMemory(memoryTopic, rejected.topicId(), letters.beginnings());
      restore(memory, new TopicScan(consumer, memoryTopic, memoryPartitions));
      ReplayPass pass =
          new ReplayPass(
              settings, filter, inputPartitions, memory, originals, mover, clock, report);
      letters.start();
      progress.update(0, letters.total());
      while (!letters.isDone()) {
        letters.next().forEach(pass::visit);
        progress.update(letters.done(), letters.total());
      }
      pass.flush();
      if (sender != null) {
        sender.send(memory.tombstones());
      }
    }
    return report;
  }

  private static void restore(ReplayMemory memory, TopicScan marks) {
    marks.start();
    while (!marks.isDone()) {
      marks.next().forEach(memory::restore);
    }
  }

  private RuntimeException explained(KafkaException failure, KafkaFailures failures) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new StreamFailedException(
            ("another replay of %s has taken over, or the brokers were away for too long; run it"
                    + " again to go on: nothing is moved twice")
                .formatted(settings.rejectedTopic()),
            failure);
      }
      if (cause instanceof ConfigException) {
        String message = SettingValues.KAFKA_PREFIX + "*: " + cause.getMessage();
        return new InvalidSettingException(settings.secrets().hide(message));
      }
    }
    return failures.exception(
        "can't replay %s on %s (transactional.id and topic %s): %s"
            .formatted(
                settings.rejectedTopic(),
                settings.bootstrapServers(),
                memoryTopic,
                StreamTopics.rootMessage(failure)),
        failure);
  }
}
