package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry with a certificate of its own that lets only those in who show the other one. */
@Timeout(60)
class RegistryTlsTest {

  private static final String PASSWORD = "changeit";

  private static @TempDir @SuppressWarnings("NullAway.Init") Path dir;
  private static @SuppressWarnings("NullAway.Init") HttpsServer server;

  @BeforeAll
  static void startRegistry() throws Exception {
    makeKey("server");
    makeKey("client");
    SSLContext context =
        RegistryTls.context(
                values(
                    "keystore.location",
                    file("server.p12"),
                    "keystore.password",
                    PASSWORD,
                    "truststore.location",
                    file("client.pem"),
                    "truststore.type",
                    "pem"),
                true)
            .orElseThrow();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            StubRegistry.status(200, "{\"id\":7}").answer(exchange);
          }
        });
    server.start();
  }

  @AfterAll
  static void stopRegistry() {
    server.stop(0);
  }

  @Test
  void shouldConnectWithItsOwnKeyAndTrust() {
    assertThat(
            register(
                "keystore.location",
                file("client.p12"),
                "keystore.password",
                PASSWORD,
                "truststore.location",
                file("server.pem"),
                "truststore.type",
                "PEM"))
        .isEqualTo(7);
    assertThat(
            register(
                "keystore.location",
                file("client.p12"),
                "keystore.password",
                PASSWORD,
                "truststore.location",
                file("server.p12"),
                "truststore.password",
                PASSWORD))
        .isEqualTo(7);
  }

  @Test
  void shouldNotTrustOthersNorBeLetInWithoutAKey() {
    assertThatThrownBy(
            () -> register("keystore.location", file("client.p12"), "keystore.password", PASSWORD))
        .isInstanceOf(StreamFailedException.class)
        .hasMessageContaining("does not answer: SSLHandshakeException");
    assertThatThrownBy(
            () -> register("truststore.location", file("server.pem"), "truststore.type", "PEM"))
        .isInstanceOf(StreamFailedException.class)
        .hasMessageContaining("does not answer: ");
  }

  private static int register(String... keysAndValues) {
    RegistrySettings settings = RegistrySettings.of(values(keysAndValues));
    return new RemoteSchemaRegistry(
            new RegistryClient(settings, Duration.ofSeconds(3)), System::nanoTime)
        .register("reviews-value", AvroFraming.REVIEW);
  }

  private static SettingValues values(String... keysAndValues) {
    Map<String, String> flags = new HashMap<>();
    flags.put(
        "schema.registry.url",
        "https://127.0.0.1:" + (server == null ? 1 : server.getAddress().getPort()));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put(RegistrySettings.PREFIX + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new SettingValues(SettingDefinitions.ALL, Map.of(), Map.of(), flags);
  }

  private static String file(String name) {
    return dir.resolve(name).toString();
  }

  /** Makes NAME.p12 with a key, and NAME.pem with its certificate. */
  private static void makeKey(String name) throws IOException, InterruptedException {
    keytool(
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1"),
        name);
    keytool(List.of("-exportcert", "-rfc", "-file", file(name + ".pem")), name);
    // a certificate beside a key is nothing that one trusts
    keytool(List.of("-importcert", "-noprompt", "-file", file(name + ".pem")), name);
  }

  private static void keytool(List<String> task, String name)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(task);
    String alias = task.get(0).equals("-importcert") ? "trusted" : "key";
    command.addAll(
        List.of("-alias", alias, "-keystore", file(name + ".p12"), "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
