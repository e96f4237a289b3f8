package sentiment.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and controller in this process, on two loopback ports. Its data lives in one
 * directory and survives a restart there; so does its address, as long as nobody else took the
 * ports meanwhile. Has the usual guarantees of a broker, transactions included, with one replica of
 * everything.
 *
 * <p>Close it before its directory is deleted: Kafka halts the process when its log disappears.
 */
public final class EmbeddedBroker implements AutoCloseable {

  /** Records of up to this many bytes are accepted: 8 MB of review with room for its headers. */
  public static final int MAX_RECORD_BYTES = 9 << 20;

  private static final int NODE = 1;
  private static final int START_ATTEMPTS = 3;
  private static final long TOPIC_TIMEOUT_SECONDS = 30;

  private final DirectoryLock lock;
  private final BrokerPorts ports;
  private final KafkaRaftServer server;
  private boolean closed;

  private EmbeddedBroker(DirectoryLock lock, BrokerPorts ports, KafkaRaftServer server) {
    this.lock = lock;
    this.ports = ports;
    this.server = server;
  }

  /**
   * Starts a broker and returns when it serves clients, after about two seconds.
   *
   * @param dir where its data is, or will be; created when missing, used by one broker at a time
   * @throws IllegalStateException when it can't start, with one line that says why
   */
  public static EmbeddedBroker start(Path dir) {
    try {
      Files.createDirectories(dir);
      DirectoryLock lock = DirectoryLock.of(dir);
      try {
        return start(dir, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("no broker in " + dir + ": " + rootMessage(e), e);
    }
  }

  private static EmbeddedBroker start(Path dir, DirectoryLock lock) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        format(dir);
        BrokerPorts ports = BrokerPorts.forDirectory(dir);
        return new EmbeddedBroker(lock, ports, startServer(dir, ports));
      } catch (RuntimeException e) {
        if (attempt == START_ATTEMPTS || !lostPort(e)) {
          throw e;
        }
      }
    }
  }

  /** The address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return BrokerPorts.HOST + ":" + ports.broker();
  }

  /**
   * Creates a topic with one replica; an existing one is left as it is. When this returns, every
   * client sees the topic.
   *
   * @throws IllegalStateException when the broker refuses, or does not answer within 30 s
   */
  public void createTopic(String name, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      try {
        await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
      awaitVisible(admin, name);
    } catch (ExecutionException e) {
      throw new IllegalStateException("no topic " + name + ": " + rootMessage(e), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "no topic " + name + ": no answer within " + TOPIC_TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic " + name, e);
    }
  }

  /** The controller answers before the broker has heard of the topic. */
  private static void awaitVisible(Admin admin, String name)
      throws ExecutionException, InterruptedException, TimeoutException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(TOPIC_TIMEOUT_SECONDS)) {
      try {
        await(admin.describeTopics(List.of(name)).allTopicNames());
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new TimeoutException();
  }

  private static void await(KafkaFuture<?> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    answer.get(TOPIC_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Stops the broker and waits for it, well under two seconds. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.shutdown();
      server.awaitShutdown();
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void format(Path dir) throws IOException {
    Path metadata = dir.resolve("meta.properties");
    if (Files.exists(metadata)) {
      return;
    }
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
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // what Formatter.run declares
      throw new IOException(e.getMessage(), e);
    }
  }

  private static KafkaRaftServer startServer(Path dir, BrokerPorts ports) {
    Map<String, String> settings = BrokerSettings.of(NODE, dir, ports, MAX_RECORD_BYTES);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.apply(settings, false), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  /** Between choosing a port and listening on it, another program can take it. */
  private static boolean lostPort(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof FileSystemException || root.getMessage() == null
        ? root.toString() // its message is but the file
        : root.getMessage();
  }
}
