package sentiment.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of an embedded broker: one node, one replica, small buffers, no waiting. */
final class BrokerSettings {

  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String BROKER_LISTENER = "CLIENTS";

  private BrokerSettings() {}

  static Map<String, String> of(int node, Path dir, BrokerPorts ports, int maxRecordBytes) {
    String clients = BROKER_LISTENER + "://" + BrokerPorts.HOST + ":" + ports.broker();
    String controller = BrokerPorts.HOST + ":" + ports.controller();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(node));
    settings.put("log.dirs", dir.toString());
    settings.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
    settings.put("advertised.listeners", clients);
    settings.put("inter.broker.listener.name", BROKER_LISTENER);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("controller.quorum.voters", node + "@" + controller);

    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(maxRecordBytes));
    settings.put("replica.fetch.max.bytes", Integer.toString(maxRecordBytes));

    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");

    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.streams.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "500");
    settings.put("broker.heartbeat.interval.ms", "200");
    // nobody takes over from the only broker: a busy machine is no reason to fence it
    settings.put("broker.session.timeout.ms", "60000");
    settings.put("server.max.startup.time.ms", "60000");
    // a crashed producer's transaction holds back read-committed consumers until it is noticed
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

    settings.put("log.index.size.max.bytes", "1048576");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("log.cleaner.io.buffer.size", "65536");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    return settings;
  }
}
