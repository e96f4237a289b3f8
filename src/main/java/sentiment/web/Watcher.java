package sentiment.web;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One who watches the feed. Events wait for a peer that takes them slowly, up to a bound; then the
 * oldest are dropped, and what is sent is what is new. Safe for use by several threads.
 */
final class Watcher {

  private static final int MAX_EVENTS = 256;
  private static final int MAX_BYTES = 256 << 10;

  /** What takes bytes and says when there is room for more. */
  interface Sink {
    void send(byte[] bytes, Runnable sent);
  }

  private final Sink sink;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean sending;

  Watcher(Sink sink) {
    this.sink = sink;
  }

  /** Sends an event as soon as there is room. */
  void offer(byte[] event) {
    synchronized (this) {
      waiting.add(event);
      bytes += event.length;
      while (waiting.size() > 1 && (waiting.size() > MAX_EVENTS || bytes > MAX_BYTES)) {
        bytes -= waiting.remove().length;
      }
      if (sending) {
        return;
      }
      sending = true;
    }
    sendWaiting();
  }

  /** Sends all that waits at once; those that come meanwhile go together afterwards. */
  private void sendWaiting() {
    byte[] all;
    synchronized (this) {
      if (waiting.isEmpty()) {
        sending = false;
        return;
      }
      ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes);
      waiting.forEach(joined::writeBytes);
      waiting.clear();
      bytes = 0;
      all = joined.toByteArray();
    }
    sink.send(all, this::sendWaiting);
  }
}
