package sentiment.report;

import java.io.IOException;
import java.nio.file.Path;
import sentiment.model.TrainingHistory;

/** The learning curves of a training under way, as a page that a browser reads anew by itself. */
public final class TrainingReport {

  /** The page's name in its folder. */
  public static final String FILE = "training.html";

  private static final int REFRESH_SECONDS = 10;

  private TrainingReport() {}

  /**
   * Writes the page over the one before.
   *
   * @param folder made if it is not there
   * @param name of what is trained
   * @param state what happens now, one line for people
   * @param history so far
   * @param over whether no more will come; the page then stays as it is
   */
  public static void write(
      Path folder, String name, String state, TrainingHistory history, boolean over)
      throws IOException {
    String body =
        """
        <header><h1>Training %s</h1><p role="status">%s</p></header>
        <section><h2>Learning curves</h2>%s</section>
        """
            .formatted(
                Html.escaped(name),
                Html.escaped(state),
                history.epochs().isEmpty()
                    ? "<p class=\"none\">No epoch is over yet.</p>"
                    : Curves.of(history));
    Html.write(
        folder.resolve(FILE), Html.page("Training " + name, over ? 0 : REFRESH_SECONDS, body));
  }
}
