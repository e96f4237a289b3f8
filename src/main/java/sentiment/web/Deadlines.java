package sentiment.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;

/**
 * By when something has to happen on each connection. An idle timeout alone lets a peer hold a
 * connection for ever with a byte now and then. Safe for use by several threads.
 */
final class Deadlines implements Connection.Listener {

  private record Deadline(long nanos, Runnable missed) {}

  private final Duration firstRequest;
  private final LongSupplier nanoTime;
  private final Map<Connection, Deadline> deadlines = new ConcurrentHashMap<>();

  /**
   * @param firstRequest time from a connection's begin to its first request
   */
  Deadlines(Duration firstRequest, LongSupplier nanoTime) {
    this.firstRequest = firstRequest;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onOpened(Connection connection) {
    set(connection, firstRequest, connection.getEndPoint()::close);
  }

  @Override
  public void onClosed(Connection connection) {
    deadlines.remove(connection);
  }

  /** Replaces the connection's deadline. */
  void set(Connection connection, Duration time, Runnable missed) {
    deadlines.put(connection, new Deadline(nanoTime.getAsLong() + time.toNanos(), missed));
    if (!connection.getEndPoint().isOpen()) {
      deadlines.remove(connection); // it closed before it was put
    }
  }

  /** Does what is to be done about all that were missed. */
  void sweep() {
    long now = nanoTime.getAsLong();
    deadlines.forEach(
        (connection, deadline) -> {
          if (now - deadline.nanos() >= 0 && deadlines.remove(connection, deadline)) {
            deadline.missed().run();
          }
        });
  }
}
