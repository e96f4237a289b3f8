package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ImpatientStreamTest {

  @Test
  void shouldPassBytesOn() throws IOException {
    InputStream bytes = new ByteArrayInputStream(new byte[] {1, (byte) 0xFE, 3});

    try (InputStream stream = new ImpatientStream(bytes, Duration.ofSeconds(20))) {
      assertThat(stream.read()).isEqualTo(1);
      assertThat(stream.readAllBytes()).containsExactly(0xFE, 3);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void shouldNotTakeAClosedSilentStreamForItsEnd() throws IOException {
    try (InputStream stream = new ImpatientStream(new Silent(), Duration.ofMillis(50))) {
      assertThatThrownBy(() -> stream.read(new byte[10])).isInstanceOf(HttpTimeoutException.class);
    }
  }

  /** Gives nothing until it is closed, then its end. */
  private static final class Silent extends InputStream {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
