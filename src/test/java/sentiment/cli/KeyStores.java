package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for a host, made by the JDK's keytool.
 *
 * @param keys PKCS12 file of the key and its certificate
 * @param trust PKCS12 file of the certificate alone
 * @param password of both
 */
record KeyStores(Path keys, Path trust, String password) {

  /**
   * Makes the files in a folder.
   *
   * @param names what the certificate holds for, for example {@code IP:127.0.0.1,DNS:localhost}
   */
  static KeyStores make(Path folder, String name, String names, String password)
      throws IOException, InterruptedException {
    KeyStores made =
        new KeyStores(
            folder.resolve(name + "-keys.p12"), folder.resolve(name + "-trust.p12"), password);
    String pem = folder.resolve(name + ".pem").toString();
    made.keytool(
        made.keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=" + names);
    made.keytool(made.keys, "-exportcert", "-rfc", "-file", pem);
    made.keytool(made.trust, "-importcert", "-noprompt", "-file", pem);
    return made;
  }

  private void keytool(Path store, String... task) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(task));
    command.addAll(
        List.of(
            "-alias",
            "broker",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            password));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
