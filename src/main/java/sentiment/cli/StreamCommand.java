package sentiment.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sentiment.model.ModelBundle;
import sentiment.scoring.SentimentScorer;
import sentiment.streams.PublishedSchema;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamSettings;
import sentiment.web.RegistryRoutes;
import sentiment.web.Route;
import sentiment.web.WebServer;

@Command(
    name = "stream",
    description = "Scores the reviews of a Kafka topic until it is stopped.",
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamCommand.class);

  @Mixin private StreamOptions options = new StreamOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    StreamSettings settings = options.read();
    ModelBundle bundle =
        settings.modelPath().map(ModelBundle::read).orElseGet(ModelBundle::shipped);
    bundle.verifyGolden();
    Optional<WebServer> web = web(settings);
    try (ScoringApplication application =
        ScoringApplication.start(
            settings,
            () -> new SentimentScorer(bundle, settings.scoringOptions(), Clock.systemUTC()))) {
      web.ifPresent(server -> LOG.info("web server at {}", server.address()));
      application.await();
    } finally {
      web.ifPresent(WebServer::close);
    }
    return 0;
  }

  private static Optional<WebServer> web(StreamSettings settings) {
    OptionalInt port = settings.webPort();
    List<Route> routes = RegistryRoutes.of(PublishedSchema.of(settings));
    return port.isPresent()
        ? Optional.of(WebServer.start(settings.webBind(), port.getAsInt(), routes))
        : Optional.empty();
  }
}
