package sentiment.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.metrics.PrometheusMetrics;
import sentiment.scoring.LiveModel;
import sentiment.scoring.ReviewFeed;
import sentiment.streams.PublishedSchema;
import sentiment.streams.StreamHealth;
import sentiment.streams.StreamSettings;

/**
 * All that a scorer serves over HTTP, by its settings: schemas, metrics and health to everyone, the
 * live page to eyes, scores to programs.
 */
public final class ScorerWeb implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScorerWeb.class);

  private final @Nullable WebServer server;
  private final @Nullable LiveFeed feed;
  private final List<ScoringPool> pools;

  private ScorerWeb(@Nullable WebServer server, @Nullable LiveFeed feed, List<ScoringPool> pools) {
    this.server = server;
    this.feed = feed;
    this.pools = pools;
  }

  /**
   * Starts to serve, unless the settings want no web server.
   *
   * @param model scores what is sent here
   * @param metrics served, and told of the requests
   * @throws WebServerException if the address or the port can't be had
   */
  public static ScorerWeb start(
      StreamSettings settings,
      LiveModel model,
      PrometheusMetrics metrics,
      StreamHealth health,
      Clock clock) {
    OptionalInt port = settings.webPort();
    if (port.isEmpty()) {
      return new ScorerWeb(null, null, List.of());
    }
    List<Route> routes = new ArrayList<>(RegistryRoutes.of(PublishedSchema.of(settings)));
    routes.add(MetricsRoute.of(metrics));
    routes.addAll(HealthRoutes.of(health));
    List<Endpoint> endpoints = new ArrayList<>();
    List<ScoringPool> pools = new ArrayList<>();
    if (settings.webScore()) {
      ScoringPool pool = ScoringPool.forCores(Runtime.getRuntime().availableProcessors());
      ScoringPool explaining = ScoringPool.forExplanations();
      pools.addAll(List.of(pool, explaining));
      BatchAnswer.Slices slices =
          new BatchAnswer.Slices(settings.batchMaxReviews(), settings.batchMaxTokens());
      endpoints.addAll(ScoreRoutes.of(model, pool, explaining, slices));
    }
    LiveFeed feed = null;
    if (hasPage(settings)) {
      feed =
          new LiveFeed(
              settings.applicationId(),
              model,
              settings.webScore(),
              metrics::waitingReviews,
              clock,
              System::nanoTime);
      endpoints.add(LiveRoute.of(feed));
      routes.addAll(PageFiles.routes());
    }
    routes.forEach(route -> endpoints.add(Endpoint.of(route)));
    WebServer server =
        WebServer.start(
            settings.webBind(),
            port.getAsInt(),
            endpoints,
            new WebAccess(
                settings.webToken(), HostCheck.of(settings.webBind(), settings.webHosts())),
            WebLimits.of(Runtime.getRuntime().maxMemory()),
            metrics::webRequest);
    if (feed != null) {
      feed.start();
    }
    return new ScorerWeb(server, feed, pools);
  }

  private static boolean hasPage(StreamSettings settings) {
    boolean isSafe = HostCheck.isLoopback(settings.webBind()) || settings.webToken().isPresent();
    return switch (settings.webPage()) {
      case ON -> {
        if (!isSafe) {
          LOG.warn(
              "web.page=on at web.bind={} without web.token: whoever reaches this host reads the"
                  + " reviews",
              settings.webBind());
        }
        yield true;
      }
      case AUTO -> isSafe;
      case OFF -> false;
    };
  }

  /** Where scored reviews are to be shown. */
  public ReviewFeed feed() {
    return feed == null ? ReviewFeed.NONE : feed;
  }

  /** Where the server is to be reached, for example {@code http://127.0.0.1:8080}; empty if off. */
  public Optional<String> address() {
    return Optional.ofNullable(server).map(WebServer::address);
  }

  /** The live page's address; empty if there is none. */
  public Optional<String> page() {
    return feed == null ? Optional.empty() : address();
  }

  /** Stops at once; streams and answers under way are cut off. */
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (feed != null) {
      feed.close();
    }
    pools.forEach(ScoringPool::close);
  }
}
