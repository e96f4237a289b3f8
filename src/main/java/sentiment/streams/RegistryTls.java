package sentiment.streams;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The keys and the trust that connections to the schema registry use. */
final class RegistryTls {

  private static final String TRUST = RegistrySettings.PREFIX + "truststore.";
  private static final String KEYS = RegistrySettings.PREFIX + "keystore.";
  private static final String PEM = "PEM";

  private RegistryTls() {}

  /**
   * The context of the stores that are set; empty for the JDK's own.
   *
   * @param encrypted whether a registry with https is configured
   * @throws InvalidSettingException if a store can't be opened or has no use
   */
  static Optional<SSLContext> context(SettingValues values, boolean encrypted) {
    KeyStore trust = store(values, TRUST, "(?i)pkcs12|jks|pem", "PKCS12, JKS or PEM", encrypted);
    KeyStore keys = store(values, KEYS, "(?i)pkcs12|jks", "PKCS12 or JKS", encrypted);
    if (trust == null && keys == null) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys == null ? null : keyManagers(keys, password(values, KEYS)),
          trust == null ? null : trustManagers(trust),
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw unusable(values, keys == null ? TRUST : KEYS, "", e);
    }
  }

  private static @Nullable KeyStore store(
      SettingValues values, String prefix, String types, String typesInWords, boolean encrypted) {
    String type = values.text(prefix + "type", types, typesInWords).toUpperCase(Locale.ROOT);
    String location = values.text(prefix + "location");
    if (location.isEmpty()) {
      if (!values.text(prefix + "password").isEmpty()) {
        throw new InvalidSettingException(
            prefix + "password: expected " + prefix + "location with it");
      }
      return null;
    }
    if (!encrypted) {
      throw new InvalidSettingException(
          prefix + "location", location, "a schema.registry.url with https");
    }
    try {
      return type.equals(PEM)
          ? certificates(Path.of(location))
          : keyStore(Path.of(location), type, password(values, prefix));
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw unusable(values, prefix, " of type " + type, e);
    }
  }

  private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      for (Certificate certificate : all) {
        store.setCertificateEntry("certificate-" + store.size(), certificate);
      }
    }
    if (store.size() == 0) {
      throw new IOException("no certificate in it");
    }
    return store;
  }

  private static KeyStore keyStore(Path file, String type, char @Nullable [] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static KeyManager[] keyManagers(KeyStore keys, char @Nullable [] password)
      throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, password);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trustManagers(KeyStore trust) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    return factory.getTrustManagers();
  }

  private static char @Nullable [] password(SettingValues values, String prefix) {
    String password = values.text(prefix + "password");
    return password.isEmpty() ? null : password.toCharArray();
  }

  private static InvalidSettingException unusable(
      SettingValues values, String prefix, String type, Exception cause) {
    return new InvalidSettingException(
        prefix + "location",
        values.text(prefix + "location"),
        "a readable store%s that %spassword opens (%s)"
            .formatted(type, prefix, StreamTopics.rootMessage(cause)));
  }
}
