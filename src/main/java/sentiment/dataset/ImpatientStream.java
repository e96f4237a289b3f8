package sentiment.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives up on a stream that stalls: the JDK's HTTP client bounds the time until an answer begins,
 * but waits for the rest of it for ever, and can't be interrupted there.
 */
final class ImpatientStream extends FilterInputStream {

  private final Duration patience;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-timer");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean stalled;

  /**
   * @param patience how long one read may take
   */
  ImpatientStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Future<?> alarm = timer.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    int n;
    try {
      n = super.read(bytes, offset, length);
    } finally {
      alarm.cancel(false);
    }
    if (stalled) {
      throw new HttpTimeoutException("no data for " + patience.toSeconds() + " s");
    }
    return n;
  }

  /** Wakes the reader: closing is what ends a read that waits. */
  private void giveUp() {
    stalled = true;
    try {
      in.close();
    } catch (IOException e) {
      // The reader is told by the flag.
    }
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    super.close();
  }
}
