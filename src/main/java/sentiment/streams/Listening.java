package sentiment.streams;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** Tells a server that does not answer from one that is not there. */
final class Listening {

  private static final int PATIENCE_MS = 1000;

  private Listening() {}

  /** Whether a server listens at one of these, {@code host:port,host:port}. */
  static boolean isAny(String servers) {
    return Arrays.stream(servers.split(",")).anyMatch(Listening::isAt);
  }

  private static boolean isAt(String server) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(server.substring(colon + 1));
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
