package sentiment.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Who works on what, as the brokers see it. */
final class ScorerGroup {

  private final Admin admin;
  private final String group;

  ScorerGroup(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /** Partitions of each client, by its id; none while the group shares out the work. */
  Map<String, Integer> partitions() throws Exception {
    ConsumerGroupDescription description =
        admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
    Map<String, Integer> partitions = new TreeMap<>();
    if (description.groupState() == GroupState.STABLE) {
      for (MemberDescription member : description.members()) {
        String client = member.clientId().replaceFirst("-StreamThread.*", "");
        partitions.merge(client, member.assignment().topicPartitions().size(), Integer::sum);
      }
    }
    return partitions;
  }

  /** Records of a topic that the group has not read yet, by its committed offsets. */
  long lag(String topic) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    for (int i = 0; i < partitions; i++) {
      wanted.put(new TopicPartition(topic, i), OffsetSpec.latest());
    }
    long lag = 0;
    for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
      OffsetAndMetadata offset = committed.get(end.getKey());
      lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
    }
    return lag;
  }

  /**
   * How many scorers have a partition, by the group protocol {@code classic} or {@code streams}.
   */
  long workers(String protocol) throws Exception {
    if (protocol.equals("classic")) {
      return partitions().values().stream().filter(count -> count > 0).count();
    }
    StreamsGroupDescription description =
        admin.describeStreamsGroups(List.of(group)).describedGroups().get(group).get();
    return description.members().stream()
        .filter(member -> !member.assignment().activeTasks().isEmpty())
        .count();
  }

  /** Whether a client works on a partition at least. */
  boolean isWorking(String client) throws Exception {
    return partitions().getOrDefault(client, 0) > 0;
  }
}
