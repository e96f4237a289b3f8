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
    Optional<FileState> modelFile = settings.modelPath().map(FileState::of);
    Optional<FileState> shadowFile = settings.modelShadow().map(FileState::of);
    LiveModel model = load(settings, settings.modelPath());
    PrometheusMetrics metrics =
        new PrometheusMetrics(settings.applicationId(), model, settings.drift(), System::nanoTime);
    Optional<ShadowModel> shadow =
        settings
            .modelShadow()
            .map(path -> new ShadowModel(load(settings, Optional.of(path)), metrics));
    StreamHealth health = new StreamHealth(System::nanoTime);
    ScorerWeb web = ScorerWeb.start(settings, model, metrics, health, Clock.systemUTC());
    try (ScoringApplication application =
        ScoringApplication.start(
            settings,
            new LiveScoring(model, shadow, metrics, web.feed()),
            new Monitoring(health, metrics.kafka()))) {
      web.address().ifPresent(address -> LOG.info("web server at {}", address));
      settings.modelPath().ifPresent(path -> watch(path, modelFile, model, metrics, settings));
      // a shadow's reloads are in the log; the metrics are about the model that is served
      settings
          .modelShadow()
          .ifPresent(
              path ->
                  watch(
                      path,
                      shadowFile,
                      shadow.orElseThrow().model(),
                      ScoringMetrics.NONE,
                      settings));
      application.await();
    } finally {
      watchers.forEach(ModelWatcher::close);
      web.close();
      metrics.close();
    }
    return 0;
  }

  private static LiveModel load(StreamSettings settings, Optional<Path> path) {
    ModelBundle bundle = path.map(ModelBundle::read).orElseGet(ModelBundle::shipped);
    bundle.verifyGolden();
    return new LiveModel(bundle, settings.scoringOptions(), Clock.systemUTC());
  }

  private void watch(
      Path path,
      Optional<FileState> read,
      LiveModel model,
      ScoringMetrics metrics,
      StreamSettings settings) {
    watchers.add(
        ModelWatcher.start(path, read.orElse(null), model, metrics, settings.modelCheckInterval()));
  }
}
