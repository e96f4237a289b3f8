package sentiment.demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker as companies run them: clients come over TLS, say who they are by SCRAM-SHA-512, and may
 * do only what access control lists allow. A second listener without all that is for its operator.
 */
public final class SecureBroker implements AutoCloseable {

  private static final int NODE = 1;
  private static final String SECURE_LISTENER = "SECURE";

  private final KafkaRaftServer server;
  private final String secured;
  private final String open;

  private SecureBroker(KafkaRaftServer server, String secured, String open) {
    this.server = server;
    this.secured = secured;
    this.open = open;
  }

  /**
   * Starts it.
   *
   * @param keyStore a PKCS12 file with its key and certificate
   * @param password of that file
   * @param sessionMs how long a client's authentication holds, in milliseconds; then it has to be
   *     repeated
   */
  public static SecureBroker start(Path dir, Path keyStore, String password, int sessionMs)
      throws Exception {
    Files.createDirectories(dir);
    format(dir);
    BrokerPorts ports = BrokerPorts.forDirectory(dir);
    String secured = BrokerPorts.HOST + ":" + freePort();
    Map<String, String> settings = BrokerSettings.of(NODE, dir, ports, 1 << 20);
    String listener = "," + SECURE_LISTENER + "://" + secured;
    settings.merge("listeners", listener, String::concat);
    settings.merge("advertised.listeners", listener, String::concat);
    settings.merge(
        "listener.security.protocol.map", "," + SECURE_LISTENER + ":SASL_SSL", String::concat);
    String prefix = "listener.name." + SECURE_LISTENER.toLowerCase(Locale.ROOT) + ".";
    settings.put(prefix + "ssl.keystore.location", keyStore.toString());
    settings.put(prefix + "ssl.keystore.type", "PKCS12");
    settings.put(prefix + "ssl.keystore.password", password);
    settings.put(prefix + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        prefix + "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put(prefix + "scram-sha-512.connections.max.reauth.ms", Integer.toString(sessionMs));
    settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
    settings.put("super.users", "User:ANONYMOUS");
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.apply(settings, false), Time.SYSTEM);
    server.startup();
    return new SecureBroker(server, secured, BrokerPorts.HOST + ":" + ports.broker());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(BrokerPorts.HOST))) {
      return socket.getLocalPort();
    }
  }

  private static void format(Path dir) throws Exception {
    try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setDirectories(List.of(dir.toString()))
          .setMetadataLogDirectory(Optional.of(dir.toString()))
          .run();
    }
  }

  /** Where clients come in over TLS, {@code host:port}. */
  public String bootstrapServers() {
    return secured;
  }

  /** Where its operator comes in, {@code host:port}, and may do everything. */
  public String operatorServers() {
    return open;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
