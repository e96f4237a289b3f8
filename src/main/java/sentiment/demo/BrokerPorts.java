package sentiment.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The two loopback ports of an embedded broker.
 *
 * @param broker where clients connect
 * @param controller where the broker finds its own controller
 */
record BrokerPorts(int broker, int controller) {

  static final String HOST = "127.0.0.1";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final String FILE = "ports.properties";
  private static final String ANY = "0";

  /**
   * The ports that the directory's broker had before, so that clients find it again after a
   * restart; free ones where there were none or another program listens there now.
   */
  static BrokerPorts forDirectory(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    Properties saved = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        saved.load(reader);
      }
    }
    BrokerPorts ports;
    try (ServerSocket broker = listen(saved.getProperty("broker", ANY));
        ServerSocket controller = listen(saved.getProperty("controller", ANY))) {
      ports = new BrokerPorts(broker.getLocalPort(), controller.getLocalPort());
    }
    ports.save(file);
    return ports;
  }

  private static ServerSocket listen(String wanted) throws IOException {
    try {
      return bound(Integer.parseInt(wanted));
    } catch (BindException e) {
      return bound(0);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void save(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("broker", Integer.toString(broker));
    properties.setProperty("controller", Integer.toString(controller));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }
}
