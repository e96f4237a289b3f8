package sentiment.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards TCP connections, until told to hold back what comes: then nothing passes in either
 * direction, while connections stay open and new ones are accepted, as when a switch fails.
 */
final class StallingProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean stalled;

  /** A proxy on a free port for the loopback port {@code target}. */
  StallingProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(FreePorts.next(), 50, InetAddress.getLoopbackAddress());
    daemon(this::accept, "proxy-accept");
  }

  int port() {
    return server.getLocalPort();
  }

  /** Holds everything back from now on. */
  void stall() {
    synchronized (gate) {
      stalled = true;
    }
  }

  /** Lets through what was held back, and all that follows. */
  void heal() {
    synchronized (gate) {
      stalled = false;
      gate.notifyAll();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(broker);
        daemon(() -> pump(client, broker), "proxy-up");
        daemon(() -> pump(broker, client), "proxy-down");
      } catch (IOException e) {
        // closed, or the broker is down: the client sees a connection without an answer
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitOpen();
        out.write(buffer, 0, n);
      }
      awaitOpen(); // an end is news too
    } catch (IOException e) {
      // one end is gone: both are closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.remove(from);
    sockets.remove(to);
  }

  private void awaitOpen() throws InterruptedException {
    synchronized (gate) {
      while (stalled) {
        gate.wait();
      }
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
