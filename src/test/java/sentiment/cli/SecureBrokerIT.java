package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.demo.Operator;
import sentiment.demo.SecureBroker;

/** The program against a broker that wants TLS, a user and a password, and grants little. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SecureBrokerIT {

  private static final String PROGRAM = "target/sentiment-slim/bin/sentiment";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String STORE_PASSWORD = "hush-store";
  private static final String PASSWORD = "hush-\"user\"";
  private static final String ANYTHING_SECRET = "hush";

  private static final String READER = "reader-and-writer";
  private static final int SESSION_MS = 4000;

  private static @TempDir @SuppressWarnings("NullAway.Init") Path folder;
  private static @SuppressWarnings("NullAway.Init") KeyStores stores;
  private static @SuppressWarnings("NullAway.Init") SecureBroker broker;
  private static @SuppressWarnings("NullAway.Init") Operator operator;
  private static @SuppressWarnings("NullAway.Init") SecureClient reader;

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Process> processes = new ArrayList<>();

  /** The name of the test is that of its topics, its application and its user. */
  private String name = "";

  private Path output = Path.of("");

  @BeforeAll
  static void startBroker() throws Exception {
    stores = KeyStores.make(folder, "broker", "IP:127.0.0.1,DNS:localhost", STORE_PASSWORD);
    broker = SecureBroker.start(folder.resolve("data"), stores.keys(), STORE_PASSWORD, SESSION_MS);
    operator = new Operator(broker.operatorServers());
    reader = new SecureClient(broker.bootstrapServers(), stores, READER, PASSWORD);
    operator.setPassword(READER, PASSWORD);
    operator.grantOnNames(
        READER, ResourceType.TOPIC, "should", AclOperation.READ, AclOperation.WRITE);
  }

  @AfterAll
  static void stopBroker() {
    operator.close();
    broker.close();
  }

  @BeforeEach
  void prepare(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    output = folder.resolve(name);
    operator.setPassword(name, PASSWORD);
    operator.createTopic(name);
    set("BOOTSTRAP_SERVERS", broker.bootstrapServers());
    set("APPLICATION_ID", name);
    set("INPUT_TOPIC", name);
    set("OUTPUT_TOPIC", name + ".scores");
    set("REJECTED_TOPIC", name + ".rejected");
    set("OUTPUT_FORMAT", "json");
    set("WEB_PORT", "off");
    set("STARTUP_TIMEOUT_MS", "5000");
    set("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    set("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    set("KAFKA_SASL_JAAS_CONFIG_FILE", file("jaas", SecureClient.jaas(name, PASSWORD) + "\n"));
    set("KAFKA_SSL_TRUSTSTORE_LOCATION", stores.trust().toString());
    set("KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12");
    set("KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE", file("trust", STORE_PASSWORD));
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldScoreWithTheRightsOfTheReadmeAndTellNoSecretEvenInItsDebugLog() throws Exception {
    grantAll();
    set("KAFKA_CONFIG_PROVIDERS", "file");
    set("KAFKA_CONFIG_PROVIDERS_FILE_CLASS", FileConfigProvider.class.getName());
    environment.remove("SENTIMENT_KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE");
    String properties = file("secrets.properties", "trust=" + STORE_PASSWORD);
    set("KAFKA_SSL_TRUSTSTORE_PASSWORD", "${file:" + properties + ":trust}");
    set("KAFKA_SSL_KEYSTORE_LOCATION", stores.keys().toString());
    set("KAFKA_SSL_KEYSTORE_PASSWORD", STORE_PASSWORD);
    set("KAFKA_SSL_KEY_PASSWORD", STORE_PASSWORD);
    set("KAFKA_PRODUCER_SASL_JAAS_CONFIG", SecureClient.jaas(name, PASSWORD));
    set("KAFKA_ADMIN_SSL_KEYSTORE_PASSWORD", STORE_PASSWORD);
    set("KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET", "hush-client");
    set("KAFKA_SOME_PLUGIN_TOKEN", "hush-token");
    set("JAVA_OPTS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");
    reader.send(name, "A wonderful film!");

    Process process = start("--verbose");
    assertThat(readScore(process)).contains("\"label\":\"POSITIVE\"");

    process.destroy();
    assertThat(exitCode(process)).isEqualTo(128 + 15);
    assertThat(Files.readString(output))
        .contains("DEBUG", "kafka.sasl.jaas.config=[hidden]", "sasl.jaas.config = [hidden]")
        .doesNotContain(ANYTHING_SECRET);
  }

  @Test
  void shouldRefuseAWrongPasswordInOneLine() throws Exception {
    set("KAFKA_SASL_JAAS_CONFIG_FILE", file("jaas", SecureClient.jaas(name, "hush-wrong")));

    assertThat(failure())
        .startsWith("sentiment: authentication failed at brokers " + broker.bootstrapServers())
        .contains("invalid credentials", "SCRAM-SHA-512", "check user and password");
  }

  @Test
  void shouldRefuseABrokerWithAnUnknownCertificateInOneLine() throws Exception {
    KeyStores others = KeyStores.make(folder, "stranger", "IP:127.0.0.1", STORE_PASSWORD);
    set("KAFKA_SSL_TRUSTSTORE_LOCATION", others.trust().toString());

    assertThat(failure())
        .startsWith("sentiment: TLS with brokers at " + broker.bootstrapServers() + " failed: ")
        .contains("unable to find valid certification path", "kafka.ssl.truststore.location");
  }

  @Test
  void shouldSuspectTheProtocolWhenABrokerListensButDoesNotAnswer() throws Exception {
    set("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");

    assertThat(failure())
        .startsWith("sentiment: no broker answers at " + broker.bootstrapServers())
        .contains("something listens there: check kafka.security.protocol=PLAINTEXT");
  }

  @Test
  void shouldNameTheFileAndNotThePasswordThatDoesNotOpenIt() throws Exception {
    set("KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE", file("trust", "hush-wrong"));

    assertThat(failure())
        .startsWith("sentiment: can't connect to brokers at " + broker.bootstrapServers())
        .contains(stores.trust().toString(), "wrong password");
  }

  @Test
  void shouldNotTellThePasswordOfALoginLineThatIsWrong() throws Exception {
    set("KAFKA_SASL_JAAS_CONFIG_FILE", file("jaas", "ScramLoginModule hush-flag;"));

    assertThat(failure()).contains("Invalid login module control flag '[hidden]'");
  }

  @Test
  void shouldNameTheTopicThatItMayNotRead() throws Exception {
    operator.grant(name, ResourceType.TOPIC, name, AclOperation.DESCRIBE);

    assertThat(failure()).endsWith("not authorized: the user needs READ on topic '" + name + "'");
  }

  @Test
  void shouldProduceWithTheRightToWriteAlone() throws Exception {
    operator.grant(name, ResourceType.TOPIC, name, AclOperation.DESCRIBE);
    assertThat(exitCode(run("produce"))).isEqualTo(1);
    assertThat(lines()).singleElement().asString().endsWith("needs WRITE on topic '" + name + "'");

    operator.grant(name, ResourceType.TOPIC, name, AclOperation.WRITE);
    assertThat(exitCode(run("produce"))).as(tail()).isZero();
    assertThat(lines()).last().asString().matches(".*\"sent\":2\\d\\d}");
  }

  @Test
  void shouldNameTheTransactionalIdThatItMayNotUse() throws Exception {
    grantAll();
    operator.revokeOnNames(name, ResourceType.TRANSACTIONAL_ID, name + "-", AclOperation.WRITE);

    assertThat(lastWords(start()))
        .startsWith("sentiment: stream stopped: not authorized: the user needs WRITE")
        .endsWith("on transactional ids that begin with '" + name + "-'");
  }

  @Test
  void shouldStopWithOneClearLineWhenItsUserIsRemoved() throws Exception {
    grantAll();
    reader.send(name, "A wonderful film!");
    Process process = start();
    readScore(process);

    operator.removeUser(name);

    assertThat(lastWords(process))
        .startsWith("sentiment: stream stopped: authentication failed at brokers")
        .contains("invalid credentials");
  }

  private void set(String variable, String value) {
    environment.put("SENTIMENT_" + variable, value);
  }

  private String file(String suffix, String content) throws IOException {
    return Files.writeString(folder.resolve(name + "." + suffix), content).toString();
  }

  /** What the README's table says. */
  private void grantAll() throws Exception {
    operator.grant(name, ResourceType.TOPIC, name, AclOperation.READ);
    for (String topic : List.of(name + ".scores", name + ".rejected")) {
      operator.grant(name, ResourceType.TOPIC, topic, AclOperation.WRITE, AclOperation.CREATE);
    }
    operator.grantOnNames(name, ResourceType.TOPIC, name + "-", AclOperation.ALL);
    operator.grant(name, ResourceType.GROUP, name, AclOperation.READ);
    operator.grantOnNames(
        name, ResourceType.TRANSACTIONAL_ID, name + "-", AclOperation.DESCRIBE, AclOperation.WRITE);
  }

  private Process start(String... options) throws IOException {
    return run("stream", options);
  }

  private Process run(String task, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(options));
    command.add(task);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> !line.startsWith("WARNING: Using incubator"))
        .toList();
  }

  /** The only line of a program that could not start. */
  private String failure() throws Exception {
    assertThat(exitCode(start())).isEqualTo(1);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).doesNotContain(ANYTHING_SECRET);
    return lines().get(0);
  }

  /** The last line of a program that ran and had to stop; the only one addressed to people. */
  private String lastWords(Process process) throws Exception {
    assertThat(exitCode(process)).isEqualTo(1);
    List<String> lines = lines();
    assertThat(lines).filteredOn(line -> line.startsWith("sentiment: ")).hasSize(1);
    assertThat(String.join("\n", lines)).doesNotContain(ANYTHING_SECRET);
    return lines.get(lines.size() - 1);
  }

  private String readScore(Process process) throws IOException {
    Optional<String> score = reader.first(name + ".scores", PATIENCE, process::isAlive);
    return score.orElseThrow(() -> new AssertionError("no score; the program said: " + tail()));
  }

  private String tail() {
    try {
      List<String> lines = lines();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
