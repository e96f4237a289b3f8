package sentiment.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/**
 * Kafka brokers in processes of their own. With three, everything has three replicas, of which two
 * must have a record before it counts as written.
 */
final class Cluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<BrokerProcess> brokers = new ArrayList<>();
  private final String bootstrapServers;
  private final Admin admin;

  private Cluster(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /**
   * Starts a cluster and waits until all brokers have seen each other.
   *
   * @param dir for the brokers' data
   * @param logs for what the brokers print
   * @param proxied a further listener of the first broker, or none
   */
  static Cluster start(Path dir, Path logs, int size, List<BrokerSettings.ProxiedListener> proxied)
      throws IOException, InterruptedException {
    List<BrokerSettings.Node> nodes = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      nodes.add(
          new BrokerSettings.Node(
              id, FreePorts.next(), FreePorts.next(), dir.resolve("broker-" + id)));
    }
    Cluster cluster =
        new Cluster(
            nodes.stream()
                .map(node -> BrokerSettings.HOST + ":" + node.port())
                .collect(Collectors.joining(",")));
    try {
      String clusterId = Uuid.randomUuid().toString();
      for (BrokerSettings.Node node : nodes) {
        Map<String, String> settings =
            BrokerSettings.of(node, nodes, node.id() == 1 ? proxied : List.of());
        Path log = logs.resolve("broker-" + node.id() + ".log");
        cluster.brokers.add(BrokerProcess.start(node, clusterId, settings, log));
      }
      cluster.awaitWhole();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  Admin admin() {
    return admin;
  }

  int size() {
    return brokers.size();
  }

  void createTopic(String name, int partitions) throws InterruptedException {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    Patience.until(
        "topic " + name + " is there",
        PATIENCE,
        () -> {
          if (!admin.listTopics().names().get().contains(name)) {
            admin.createTopics(List.of(topic)).all().get();
          }
          return admin
              .describeTopics(List.of(name))
              .allTopicNames()
              .get()
              .get(name)
              .partitions()
              .stream()
              .allMatch(partition -> partition.leader() != null);
        });
    awaitWhole();
  }

  /** Kills a broker; the others go on. */
  void kill(int index) throws InterruptedException {
    brokers.get(index).kill();
  }

  /** Starts a killed broker as soon as the others let it: they refuse it until its session ends. */
  void restart(int index) throws IOException, InterruptedException {
    BrokerProcess broker = brokers.get(index);
    Patience.until(
        "broker " + broker.id() + " counts as gone",
        PATIENCE,
        () -> !nodes().contains(broker.id()));
    broker.restart();
  }

  /** Waits until all brokers are there and every replica of every partition is in sync. */
  void awaitWhole() throws InterruptedException {
    Patience.until(
        "all brokers are there and in sync",
        PATIENCE,
        () -> {
          for (BrokerProcess broker : brokers) {
            if (!broker.isAlive()) {
              broker.restart();
            }
          }
          return nodes().size() == brokers.size()
              && topics().stream()
                  .flatMap(topic -> topic.partitions().stream())
                  .allMatch(partition -> partition.isr().size() == partition.replicas().size());
        });
  }

  private Set<Integer> nodes() throws Exception {
    return admin.describeCluster().nodes().get().stream().map(Node::id).collect(Collectors.toSet());
  }

  private Collection<TopicDescription> topics() throws Exception {
    Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(names).allTopicNames().get().values();
  }

  @Override
  public void close() {
    brokers.forEach(BrokerProcess::close);
    admin.close(Duration.ZERO);
  }
}
