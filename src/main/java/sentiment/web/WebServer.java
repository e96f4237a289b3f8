package sentiment.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server with a fixed list of routes. A few threads answer; none of them waits for a peer,
 * and whoever is too slow is cut off. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {

  /** Largest body of a request. */
  public static final int MAX_REQUEST_BYTES = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  private static final int MIN_THREADS = 4;
  private static final int MAX_THREADS = 12;
  private static final int THREAD_IDLE_MS = 30_000;
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final Server server;
  private final ServerConnector connector;
  private final Deadlines deadlines;

  private WebServer(Server server, ServerConnector connector, Deadlines deadlines) {
    this.server = server;
    this.connector = connector;
    this.deadlines = deadlines;
  }

  /**
   * Starts to serve whoever asks.
   *
   * @param bind name or number of the address to listen on
   * @param port 0 for any free one
   * @param routes asked in this order; the first that fits answers
   * @throws WebServerException if the address or the port can't be had
   */
  public static WebServer start(String bind, int port, List<Route> routes) {
    return start(
        bind,
        port,
        routes.stream().map(Endpoint::of).toList(),
        WebAccess.at(bind),
        WebLimits.of(Runtime.getRuntime().maxMemory()),
        WebMetrics.NONE);
  }

  /** Starts to serve whom the access lets in. */
  static WebServer start(
      String bind,
      int port,
      List<Endpoint> endpoints,
      WebAccess access,
      WebLimits limits,
      WebMetrics metrics) {
    InetSocketAddress address = new InetSocketAddress(bind, port);
    if (address.isUnresolved()) {
      throw new WebServerException(
          "web.bind=" + bind + ": expected a name or an address of this host",
          new BindException("unknown host"));
    }
    Deadlines deadlines = new Deadlines(limits.arrival(), System::nanoTime);
    Server server = new Server(threads());
    ServerConnector connector = connector(server, address, limits);
    connector.addBean(deadlines);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.setErrorHandler(new JsonErrors());
    server.setHandler(new RequestHandler(endpoints, access, limits, deadlines, metrics));
    server.setStopTimeout(0);
    WebServer web = new WebServer(server, connector, deadlines);
    web.open(bind, port);
    return web;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MS);
    threads.setName("web");
    threads.setDaemon(true);
    return threads;
  }

  private static ServerConnector connector(
      Server server, InetSocketAddress address, WebLimits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(limits.headerBytes());
    // paths are compared as they were sent, so an escaped slash is nothing but a character
    http.setUriCompliance(
        UriCompliance.DEFAULT.with("sentiment", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(limits.arrival().toMillis());
    connector.setShutdownIdleTimeout(0);
    return connector;
  }

  private void open(String bind, int port) {
    try {
      connector.open();
      server.start();
    } catch (IOException e) {
      stop();
      throw refused(bind, port, e);
    } catch (Exception e) { // Jetty declares no less
      stop();
      throw new WebServerException("web.bind=" + bind + ": " + e.getMessage(), e);
    }
    repeat(connector.getScheduler(), SWEEP, deadlines::sweep);
  }

  private static WebServerException refused(String bind, int port, IOException e) {
    Throwable cause = e.getCause() instanceof BindException bindException ? bindException : e;
    return cause instanceof BindException
        ? new WebServerException(
            "web.port=%d: can't listen on %s:%d (%s); choose another, 0 for any free one, or off"
                .formatted(port, bind, port, cause.getMessage()),
            cause)
        : new WebServerException("web.bind=" + bind + ": " + e.getMessage(), e);
  }

  /** Does that again and again until the scheduler stops, whatever it throws. */
  static void repeat(Scheduler scheduler, Duration pause, Runnable work) {
    scheduler.schedule(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.error("the web server could not cut off who is slow: {}", e.getClass().getName());
            LOG.debug("a sweep failed", e);
          } finally {
            repeat(scheduler, pause, work);
          }
        },
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Where it is to be reached, for example {@code http://127.0.0.1:8080}. */
  public String address() {
    String host = connector.getHost();
    return "http://%s:%d"
        .formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort());
  }

  /** Stops at once; answers under way are cut off. */
  @Override
  public void close() {
    stop();
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no less
      LOG.debug("the web server did not stop cleanly", e);
    }
  }
}
