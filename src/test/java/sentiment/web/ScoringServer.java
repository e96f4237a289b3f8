package sentiment.web;

import java.time.Clock;
import sentiment.model.ModelBundle;
import sentiment.scoring.LiveModel;
import sentiment.scoring.ScoringOptions;

/** A process that serves scores and nothing else; its address is the first line of its output. */
final class ScoringServer {

  private ScoringServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    LiveModel model =
        new LiveModel(ModelBundle.shipped(), ScoringOptions.DEFAULT, Clock.systemUTC());
    WebServer server =
        WebServer.start(
            "127.0.0.1",
            0,
            ScoreRoutes.of(
                model,
                ScoringPool.forCores(2),
                ScoringPool.forExplanations(),
                new BatchAnswer.Slices(64, 8192)),
            WebAccess.at("127.0.0.1"),
            WebLimits.of(Runtime.getRuntime().maxMemory()),
            WebMetrics.NONE);
    System.out.println(server.address());
    Thread.currentThread().join();
  }
}
