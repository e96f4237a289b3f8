package sentiment.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server with a fixed list of routes. A few threads answer; more requests wait, and slow
 * ones are cut off. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {

  /** Largest body of a request. */
  public static final int MAX_REQUEST_BYTES = 4 << 20;

  private static final int THREADS = 4;
  private static final int WAITING = 64;

  static {
    // the JDK's server has no other way to bound how long a request or an answer takes, in seconds
    setDefault("sun.net.httpserver.maxReqTime", "30");
    setDefault("sun.net.httpserver.maxRspTime", "60");
    setDefault("jdk.httpserver.maxConnections", "256");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private WebServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Starts to serve.
   *
   * @param bind name or number of the address to listen on
   * @param port 0 for any free one
   * @param routes asked in this order; the first that fits answers
   * @throws WebServerException if the address or the port can't be had
   */
  public static WebServer start(String bind, int port, List<Route> routes) {
    InetSocketAddress address = new InetSocketAddress(bind, port);
    if (address.isUnresolved()) {
      throw new WebServerException(
          "web.bind=" + bind + ": expected a name or an address of this host",
          new BindException("unknown host"));
    }
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new WebServerException(
          "web.port=%d: can't listen on %s:%d (%s); choose another, 0 for any free one, or off"
              .formatted(port, bind, port, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new WebServerException("web.bind=" + bind + ": " + e.getMessage(), e);
    }
    ExecutorService threads = threads();
    server.setExecutor(threads);
    server.createContext("/", new Dispatcher(routes)::handle);
    server.start();
    return new WebServer(server, threads);
  }

  /** When all is taken, the thread that accepts requests lends a hand, and so accepts no more. */
  private static ExecutorService threads() {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "web-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Where it is to be reached, for example {@code http://127.0.0.1:8080}. */
  public String address() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://%s:%d"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }

  /** Stops at once; answers under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
