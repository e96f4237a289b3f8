package sentiment.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the Large Movie Review Dataset into a folder, once. What arrives goes to a {@code .part}
 * file, which a later call goes on with; only a file with the right checksum gets the final name.
 * One process at a time may fetch into a folder.
 *
 * <p>Maas et al., "Learning Word Vectors for Sentiment Analysis", ACL 2011.
 */
public final class ImdbDownload {

  /** Where the authors publish the archive, of 84,125,825 bytes. */
  public static final URI ADDRESS =
      URI.create("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz");

  /** Of the archive there, in hexadecimal digits. */
  public static final String SHA256 =
      "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe";

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String INSTEAD = "; or fetch it yourself and pass its path with --data";

  private final HttpClient client;
  private final URI address;
  private final String sha256;
  private final Duration patience;
  private final Path archive;
  private final Path part;

  /**
   * @param address its last part becomes the file's name
   * @param sha256 64 lower-case hexadecimal digits
   * @param folder made if it does not exist
   * @param patience how long the server may keep silent, before its answer or within it
   */
  public ImdbDownload(
      HttpClient client, URI address, String sha256, Path folder, Duration patience) {
    this.client = client;
    this.address = address;
    this.sha256 = sha256;
    this.patience = patience;
    String name = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    this.archive = folder.resolve(name);
    this.part = folder.resolve(name + ".part");
  }

  /** The authors' archive, fetched into a folder such as {@link #cacheOf}. */
  public static ImdbDownload fromPublisher(Path folder) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    return new ImdbDownload(client, ADDRESS, SHA256, folder, PATIENCE);
  }

  /** The usual folder for downloads below a user's home folder. */
  public static Path cacheOf(Path home) {
    return home.resolve(".cache").resolve("sentiment");
  }

  /**
   * Gives the archive, from the folder if it is there and whole, else from the network.
   *
   * @param progress hears bytes; not called if nothing is fetched
   * @return the archive's path, for {@link ReviewDatasets#open}
   * @throws DownloadException if it can't be had; what arrived so far is kept for the next call
   *     unless it is wrong
   */
  public Path fetch(Progress progress) {
    try {
      if (Files.exists(archive) && sha256Of(archive).equals(sha256)) {
        return archive;
      }
      Files.createDirectories(part.toAbsolutePath().getParent());
      boolean resumed = size() > 0;
      transfer(progress);
      if (!isWhole() && resumed) {
        // The first bytes may be of an older file at this address, or the server sent another
        // range.
        Files.delete(part);
        transfer(progress);
      }
      if (!isWhole()) {
        Files.deleteIfExists(part);
        throw failed("the file there has another checksum, expected SHA-256 " + sha256, null);
      }
      Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
      return archive;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } catch (IOException e) {
      throw failed("can't write into " + archive.toAbsolutePath().getParent() + reason(e), e);
    }
  }

  /** Brings the part file to its full length, from where it stands. */
  private void transfer(Progress progress) throws IOException, InterruptedException {
    long start = size();
    HttpResponse<InputStream> response = request(start);
    if (response.statusCode() == 416) {
      response.body().close();
      // A part file that is whole already leaves nothing to ask for; anything else starts anew.
      if (isWhole()) {
        return;
      }
      Files.deleteIfExists(part);
      start = 0;
      response = request(start);
    }
    try (InputStream body = new ImpatientStream(response.body(), patience)) {
      switch (response.statusCode()) {
        case 200 -> copy(body, 0, length(response, 0), progress);
        case 206 -> copy(body, start, length(response, start), progress);
        default -> throw failed("HTTP status " + response.statusCode(), null);
      }
    }
  }

  private HttpResponse<InputStream> request(long start) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    if (start > 0) {
      request.header("Range", "bytes=" + start + "-");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw failed("no connection" + reason(e), e);
    }
  }

  private void copy(InputStream body, long start, long total, Progress progress)
      throws IOException {
    StandardOpenOption how =
        start > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long done = start;
    progress.update(done, total);
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = next(body, buffer, done, total); n >= 0; n = next(body, buffer, done, total)) {
        out.write(buffer, 0, n);
        done += n;
        progress.update(done, total);
      }
    }
  }

  /** Reads on; a failure here is the network's, not the disk's. */
  private int next(InputStream body, byte[] buffer, long done, long total) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw lost(done, total, e);
    }
  }

  private static long length(HttpResponse<?> response, long start) {
    long rest = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    return rest < 0 ? -1 : start + rest;
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private boolean isWhole() throws IOException {
    return Files.exists(part) && sha256Of(part).equals(sha256);
  }

  private static String sha256Of(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Sha256.hex(digest);
  }

  private DownloadException lost(long done, long total, IOException cause) {
    String of = total < 0 ? "" : " of " + total;
    return failed("connection lost after " + done + of + " bytes, run again to go on", cause);
  }

  private DownloadException failed(String reason, @Nullable Exception cause) {
    return new DownloadException(address + ": " + reason + INSTEAD, cause);
  }

  private static String reason(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return " (no answer in time)";
    }
    if (e.getMessage() == null) {
      return e instanceof ConnectException ? " (host not found or refusing)" : "";
    }
    return " (" + e.getMessage().lines().findFirst().orElse("") + ")";
  }
}
