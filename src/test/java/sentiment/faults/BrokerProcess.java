package sentiment.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker in a process of its own, as {@code kafka-server-start.sh} starts one. */
final class BrokerProcess implements AutoCloseable {

  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1", // starts in half the time
          "-Dorg.slf4j.simpleLogger.log.kafka=warn",
          "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn");

  private final BrokerSettings.Node node;
  private final Path properties;
  private final Path log;
  private ChildProcess process;

  private BrokerProcess(BrokerSettings.Node node, Path properties, Path log) throws IOException {
    this.node = node;
    this.properties = properties;
    this.log = log;
    this.process = launch();
  }

  /** Formats the broker's directory and starts it. */
  static BrokerProcess start(
      BrokerSettings.Node node, String clusterId, Map<String, String> settings, Path log)
      throws IOException {
    Files.createDirectories(node.dir());
    format(node, clusterId);
    Properties values = new Properties();
    values.putAll(settings);
    Path file = node.dir().resolveSibling("broker-" + node.id() + ".properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      values.store(writer, null);
    }
    return new BrokerProcess(node, file, log);
  }

  private static void format(BrokerSettings.Node node, String clusterId) throws IOException {
    String dir = node.dir().toString();
    try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(node.id())
          .setClusterId(clusterId)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setDirectories(List.of(dir))
          .setMetadataLogDirectory(Optional.of(dir))
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // what Formatter.run declares
      throw new IOException("can't format " + dir, e);
    }
  }

  private ChildProcess launch() throws IOException {
    List<String> command = ChildProcess.java(JVM, "kafka.Kafka", List.of(properties.toString()));
    return ChildProcess.start(command, Map.of(), log);
  }

  int id() {
    return node.id();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as a power failure would (SIGKILL). */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Starts it again after {@link #kill}, on the same data and ports. */
  void restart() throws IOException {
    process = launch();
  }

  @Override
  public void close() {
    process.close();
  }
}
