package sentiment.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The bytes of a source file on their way to a reader, counted and hashed. */
final class SourceStream extends FilterInputStream {

  private static final long REPORT_EVERY = 1 << 18;

  private final MessageDigest digest = Sha256.digest();
  private final long total;
  private final Progress progress;
  private long done;
  private long reported;

  /**
   * @param total the file's length in bytes
   * @param progress hears bytes
   */
  SourceStream(InputStream in, long total, Progress progress) {
    super(in);
    this.total = total;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      digest.update(bytes, offset, n);
      done += n;
      if (done - reported >= REPORT_EVERY) {
        reported = done;
        progress.update(done, total);
      }
    }
    return n;
  }

  /** Reads what is skipped, for the hash needs every byte. */
  @Override
  public long skip(long n) throws IOException {
    byte[] passed = new byte[(int) Math.max(0, Math.min(n, 8192))];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads the rest and gives the hash of all bytes, 64 hexadecimal digits. */
  String sha256() throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = 0; n >= 0; n = read(buffer, 0, buffer.length)) {}
    progress.update(done, total);
    return Sha256.hex(digest);
  }
}
