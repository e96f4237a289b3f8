package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {

  @TempDir Path dir;

  @Test
  void shouldHaveNoRegistryByDefault() {
    assertThat(TestReviews.settings().schemaRegistry().isRemote()).isFalse();
  }

  @Test
  void shouldKeepThePathAndEveryAddress() {
    RegistrySettings settings =
        settings("url", "http://a:8080/apis/ccompat/v7/,https://b.example/").schemaRegistry();

    assertThat(settings.urls())
        .containsExactly(
            URI.create("http://a:8080/apis/ccompat/v7"), URI.create("https://b.example"));
    assertThat(settings.authorization()).isEmpty();
    assertThat(settings.tls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url=registry:8081              | schema.registry.url=registry:8081: expected http://host:port or https://host:port, with
          url=http://a:8081 http://b     | schema.registry.url=http://a:8081 http://b: expected http://host:port
          url=http://a_b:port            | schema.registry.url=http://a_b:port: expected http://host:port
          url=ftp://a                    | schema.registry.url=ftp://a: expected http://host:port
          url=http://me:hush@a           | schema.registry.url: expected no user in it; that goes to schema.registry.user and schema.registry.password
          user=me;password=hush          | schema.registry.user: expected schema.registry.url with it
          token=hush                     | schema.registry.token: expected schema.registry.url with it
          url=http://a;user=me           | schema.registry.user=me: expected schema.registry.password with it
          url=http://a;password=hush     | schema.registry.password: expected schema.registry.user with it
          url=http://a;user=me;password=hush;token=hush | schema.registry.user=me: expected no schema.registry.token beside it
          url=http://a;user=m:e;password=hush | schema.registry.user=m:e: expected no colon
          url=http://a;token=hush hush   | schema.registry.token: expected ASCII without spaces
          url=http://a;truststore.location=t.p12 | schema.registry.truststore.location=t.p12: expected a schema.registry.url with https
          url=https://a;truststore.type=DER | schema.registry.truststore.type=DER: expected PKCS12, JKS or PEM
          url=https://a;keystore.type=PEM | schema.registry.keystore.type=PEM: expected PKCS12 or JKS
          url=https://a;truststore.password=hush | schema.registry.truststore.password: expected schema.registry.truststore.location with it
          url=https://a;keystore.location=no-such.p12;keystore.password=hush | schema.registry.keystore.location=no-such.p12: expected a readable store of type PKCS12 that schema.registry.keystore.password opens (no-such.p12)
          """)
  void shouldNameKeyAndExpectedFormInOneLineWithoutSecrets(String given, String message) {
    assertThatThrownBy(() -> settings(given.split("[=;]")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n", "hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "jks"})
  void shouldOpenKeyAndTrustStores(String type) throws Exception {
    String store = store(type, "hush").toString();

    StreamSettings settings =
        settings(
            "url", "https://a",
            "keystore.location", store,
            "keystore.password", "hush",
            "keystore.type", type,
            "truststore.location", store,
            "truststore.password", "hush",
            "truststore.type", type);

    assertThat(settings.schemaRegistry().tls()).isPresent();
    assertThat(settings.describe()).doesNotContain("hush");
    assertThatThrownBy(
            () ->
                settings(
                    "url",
                    "https://a",
                    "truststore.location",
                    store,
                    "truststore.password",
                    "wrong",
                    "truststore.type",
                    type))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("schema.registry.truststore.location=" + store)
        .hasMessageContaining("schema.registry.truststore.password opens");
  }

  @Test
  void shouldRefusePemWithoutACertificate() throws Exception {
    Path empty = Files.writeString(dir.resolve("empty.pem"), "");

    assertThatThrownBy(
            () ->
                settings(
                    "url", "https://a",
                    "truststore.location", empty.toString(),
                    "truststore.type", "PEM"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("no certificate in it");
  }

  @Test
  void shouldHideSecretsOfTheRegistry() {
    assertThat(settings("url", "http://a", "user", "me", "password", "hush").describe())
        .contains("schema.registry.user=me", "schema.registry.password=[hidden]")
        .doesNotContain("hush");
    assertThat(settings("url", "http://a", "token", "hush").describe()).doesNotContain("hush");
  }

  @Test
  void shouldReadThePortOfTheWebServer() {
    assertThat(TestReviews.settings().webPort()).hasValue(8080);
    assertThat(TestReviews.settings("web.port", "0").webPort()).hasValue(0);
    assertThat(TestReviews.settings("web.port", "off").webPort()).isEmpty();
    assertThat(TestReviews.settings().webBind()).isEqualTo("127.0.0.1");
    for (String port : List.of("-1", "65536", "on", "")) {
      assertThatThrownBy(() -> TestReviews.settings("web.port", port))
          .hasMessageStartingWith("web.port=" + port + ": expected a whole number from 0 to 65535");
    }
    assertThatThrownBy(() -> TestReviews.settings("web.bind", "every where"))
        .hasMessage("web.bind=every where: expected a host's name or address");
  }

  private Path store(String type, String password) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    Path file = dir.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static StreamSettings settings(String... keysAndValues) {
    String[] all = keysAndValues.clone();
    for (int i = 0; i < all.length; i += 2) {
      all[i] = RegistrySettings.PREFIX + all[i];
    }
    return TestReviews.settings(all);
  }
}
