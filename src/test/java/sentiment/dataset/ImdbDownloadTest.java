package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

// A read from the JDK's HTTP client can't be interrupted, so another thread must watch.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImdbDownloadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(5).nextBytes(CONTENT);
  }

  @TempDir Path temporary;

  private final List<String> requests = new ArrayList<>();
  private final List<Long> heard = new ArrayList<>();
  private byte[] served = CONTENT;
  private boolean ranges = true;
  private int status = 200;
  private int offset = 0;
  private int cutAt = Integer.MAX_VALUE;
  private HttpServer server;
  private Path folder;

  @BeforeEach
  void start() throws IOException {
    folder = temporary.resolve("cache/sentiment");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/data/films.tar.gz", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldFetchIntoNewFolder() throws IOException {
    Path archive = fetch();

    assertThat(archive).isEqualTo(folder.resolve("films.tar.gz")).hasBinaryContent(CONTENT);
    assertThat(part()).doesNotExist();
    assertThat(heard).startsWith(0L).isSorted().endsWith(300_000L);
  }

  @Test
  void shouldFetchOnce() {
    fetch();
    fetch();

    assertThat(requests).containsExactly("all");
  }

  @Test
  void shouldFetchAgainWhenTheFileWasAltered() throws IOException {
    Files.writeString(fetch(), "altered");

    assertThat(fetch()).hasBinaryContent(CONTENT);
  }

  @Test
  void shouldGoOnAfterLostConnection() {
    cutAt = 200_000;
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(address() + ": connection lost after ")
        .hasMessageContaining(" of 300000 bytes, run again to go on; or fetch it yourself")
        .hasMessageEndingWith("pass its path with --data");
    assertThat(part()).exists();
    assertThat(folder.resolve("films.tar.gz")).doesNotExist();
    long arrived = part().toFile().length();

    cutAt = Integer.MAX_VALUE;
    heard.clear();

    assertThat(fetch()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("all", "bytes=" + arrived + "-");
    assertThat(heard).startsWith(arrived).endsWith(300_000L);
  }

  @Test
  void shouldStartAnewWhenServerIgnoresRange() throws IOException {
    leavePart(Arrays.copyOf(CONTENT, 1000));
    ranges = false;

    assertThat(fetch()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("bytes=1000-");
  }

  @Test
  void shouldStartAnewWhenThePartIsOfAnotherFile() throws IOException {
    leavePart(new byte[1000]);

    assertThat(fetch()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("bytes=1000-", "all");
  }

  @Test
  void shouldStartAnewWhenServerSendsAnotherRange() throws IOException {
    leavePart(Arrays.copyOf(CONTENT, 1000));
    offset = 500;

    assertThat(fetch()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("bytes=1000-", "all");
  }

  @Test
  void shouldStartAnewWhenThePartIsTooLong() throws IOException {
    leavePart(new byte[400_000]);

    assertThat(fetch()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("bytes=400000-", "all");
  }

  @Test
  void shouldKeepThePartThatIsWhole() throws IOException {
    leavePart(CONTENT);

    assertThat(fetch()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("bytes=300000-");
  }

  @Test
  void shouldRefuseAnotherFile() {
    served = new byte[1000];

    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("another checksum, expected SHA-256 " + sha256())
        .hasMessageNotContaining("\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldNameStatusAndKeepThePart() throws IOException {
    leavePart(Arrays.copyOf(CONTENT, 1000));
    status = 503;

    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(address() + ": HTTP status 503");
    assertThat(part()).hasSize(1000);
  }

  @Test
  void shouldSayWhenThereIsNoNetwork() {
    server.stop(0);

    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(address() + ": no connection (")
        .hasMessageEndingWith("; or fetch it yourself and pass its path with --data")
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayWhenTheFolderIsAFile() throws IOException {
    Files.writeString(temporary.resolve("cache"), "x");

    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(": can't write into " + folder);
  }

  private Path fetch() {
    return new ImdbDownload(HttpClient.newHttpClient(), address(), sha256(), folder, PATIENCE)
        .fetch(
            (done, total) -> {
              assertThat(total).isBetween((long) served.length, (long) served.length + offset);
              heard.add(done);
            });
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data/films.tar.gz");
  }

  private Path part() {
    return folder.resolve("films.tar.gz.part");
  }

  private void leavePart(byte[] content) throws IOException {
    Files.createDirectories(folder);
    Files.write(part(), content);
  }

  private static String sha256() {
    MessageDigest digest = Sha256.digest();
    digest.update(CONTENT);
    return Sha256.hex(digest);
  }

  private void answer(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? "all" : range);
    int start =
        range == null || !ranges ? 0 : Integer.parseInt(range.replaceAll("\\D", "")) - offset;
    try (exchange) {
      if (status != 200 || start >= served.length) {
        exchange.sendResponseHeaders(status == 200 ? 416 : status, -1);
        return;
      }
      if (start > 0) {
        exchange
            .getResponseHeaders()
            .add(
                "Content-Range",
                "bytes %d-%d/%d".formatted(start, served.length - 1, served.length));
      }
      exchange.sendResponseHeaders(start > 0 ? 206 : 200, served.length - start);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(served, start, Math.min(served.length, cutAt) - start);
      }
    } catch (IOException e) {
      // What a connection cut on purpose gives when its stream is closed.
      if (cutAt > served.length) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
