package sentiment.faults;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a cluster's brokers: each is a controller too, everything is replicated. */
final class BrokerSettings {

  static final String CONTROLLER_LISTENER = "CONTROLLER";
  static final String HOST = "127.0.0.1";

  private static final int MAX_REPLICAS = 3;

  private BrokerSettings() {}

  /**
   * One broker.
   *
   * @param port where it listens for clients and other brokers
   * @param controllerPort where it listens for controllers
   */
  record Node(int id, int port, int controllerPort, Path dir) {}

  /**
   * A second way in.
   *
   * @param port where the broker listens
   * @param advertised where clients are told to connect
   */
  record ProxiedListener(int port, int advertised) {}

  static Map<String, String> of(Node node, List<Node> all, List<ProxiedListener> proxied) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(node.id()));
    settings.put("log.dirs", node.dir().toString());
    listeners(settings, node, proxied);
    settings.put(
        "controller.quorum.voters",
        all.stream()
            .map(n -> n.id() + "@" + HOST + ":" + n.controllerPort())
            .collect(Collectors.joining(",")));
    settings.put("auto.create.topics.enable", "false");
    replication(settings, Math.min(MAX_REPLICAS, all.size()));
    quickness(settings);
    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.cleaner.io.buffer.size", "65536");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    return settings;
  }

  private static void listeners(
      Map<String, String> settings, Node node, List<ProxiedListener> proxied) {
    StringBuilder listeners = new StringBuilder("DIRECT://" + HOST + ":" + node.port());
    StringBuilder advertised = new StringBuilder(listeners);
    for (ProxiedListener listener : proxied) {
      listeners.append(",PROXIED://" + HOST + ":" + listener.port());
      advertised.append(",PROXIED://" + HOST + ":" + listener.advertised());
    }
    String controller = CONTROLLER_LISTENER + "://" + HOST + ":" + node.controllerPort();
    settings.put("listeners", listeners + "," + controller);
    settings.put("advertised.listeners", advertised.toString());
    settings.put("inter.broker.listener.name", "DIRECT");
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        "DIRECT:PLAINTEXT,PROXIED:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
  }

  private static void replication(Map<String, String> settings, int replicas) {
    String factor = Integer.toString(replicas);
    String inSync = Integer.toString(Math.max(1, replicas - 1));
    settings.put("default.replication.factor", factor);
    settings.put("min.insync.replicas", inSync);
    settings.put("offsets.topic.replication.factor", factor);
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("transaction.state.log.replication.factor", factor);
    settings.put("transaction.state.log.min.isr", inSync);
    settings.put("transaction.state.log.num.partitions", "3");
    settings.put("share.coordinator.state.topic.replication.factor", factor);
    settings.put("share.coordinator.state.topic.min.isr", inSync);
    settings.put("share.coordinator.state.topic.num.partitions", "1");
  }

  /** Faults are noticed within seconds. */
  private static void quickness(Map<String, String> settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.streams.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "500");
    settings.put("group.streams.min.session.timeout.ms", "1000");
    settings.put("group.streams.session.timeout.ms", "3000");
    settings.put("group.streams.min.heartbeat.interval.ms", "500");
    settings.put("group.streams.heartbeat.interval.ms", "500");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("replica.lag.time.max.ms", "5000");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
  }
}
