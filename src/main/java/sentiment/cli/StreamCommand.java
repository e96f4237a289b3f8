package sentiment.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sentiment.model.ModelBundle;
import sentiment.scoring.SentimentScorer;
import sentiment.streams.ScoringApplication;
import sentiment.streams.StreamSettings;

@Command(
    name = "stream",
    description = "Scores the reviews of a Kafka topic until it is stopped.",
    mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {

  @Mixin private StreamOptions options = new StreamOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    StreamSettings settings = options.read();
    ModelBundle bundle =
        settings.modelPath().map(ModelBundle::read).orElseGet(ModelBundle::shipped);
    bundle.verifyGolden();
    try (ScoringApplication application =
        ScoringApplication.start(
            settings,
            () -> new SentimentScorer(bundle, settings.scoringOptions(), Clock.systemUTC()))) {
      application.await();
    }
    return 0;
  }
}
