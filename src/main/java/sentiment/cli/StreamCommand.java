package sentiment.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sentiment.metrics.PrometheusMetrics;
import sentiment.model.ModelBundle;
import sentiment.scoring.FileState;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.scoring.ModelWatcher;
import sentiment.scoring.ScoringMetrics;
import sentiment.scoring.ShadowModel;
import sentiment.streams.Monitoring;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamHealth;
import sentiment.streams.StreamPreparation;
import sentiment.streams.StreamSettings;
import sentiment.web.ScorerWeb;

@Command(
    name = "stream",
    description = "Scores the reviews of a Kafka topic until it is stopped.",
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamCommand.class);

  @Mixin private StreamOptions options = new StreamOptions();

  private final List<ModelWatcher> watchers = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    StreamSettings settings = options.read();
    StreamPreparation preparation = StreamPreparation.begin(settings);
    Loaded served = load(settings, settings.modelPath());
    LiveModel model = served.model();
    PrometheusMetrics metrics =
        new PrometheusMetrics(settings.applicationId(), model, settings.drift(), System::nanoTime);
    Optional<Loaded> shadow = settings.modelShadow().map(path -> load(settings, Optional.of(path)));
    StreamHealth health = new StreamHealth(System::nanoTime);
    ScorerWeb web = ScorerWeb.start(settings, model, metrics, health, Clock.systemUTC());
    try (ScoringApplication application =
        ScoringApplication.start(
            preparation,
            new LiveScoring(
                model,
                shadow.map(loaded -> new ShadowModel(loaded.model(), metrics)),
                metrics,
                web.feed()),
            new Monitoring(health, metrics.kafka()))) {
      web.address().ifPresent(address -> LOG.info("web server at {}", address));
      watch(served, metrics, settings);
      // a shadow's reloads are in the log; the metrics are about the model that is served
      shadow.ifPresent(loaded -> watch(loaded, ScoringMetrics.NONE, settings));
      application.await();
    } finally {
      watchers.forEach(ModelWatcher::close);
      web.close();
      metrics.close();
    }
    return 0;
  }

  /**
   * A model in use.
   *
   * @param path of its bundle, empty for the one shipped
   * @param read what that file was like just before it was read
   */
  private record Loaded(LiveModel model, Optional<Path> path, Optional<FileState> read) {}

  private static Loaded load(StreamSettings settings, Optional<Path> path) {
    Optional<FileState> read = path.map(FileState::of);
    ModelBundle bundle = path.map(ModelBundle::read).orElseGet(ModelBundle::shipped);
    bundle.verifyGolden();
    LiveModel model = new LiveModel(bundle, settings.scoringOptions(), Clock.systemUTC());
    return new Loaded(model, path, read);
  }

  private void watch(Loaded loaded, ScoringMetrics metrics, StreamSettings settings) {
    loaded
        .path()
        .ifPresent(
            path ->
                watchers.add(
                    ModelWatcher.start(
                        path,
                        loaded.read().orElse(null),
                        loaded.model(),
                        metrics,
                        settings.modelCheckInterval())));
  }
}
