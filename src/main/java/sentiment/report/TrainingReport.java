package sentiment.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import sentiment.model.TrainingHistory;

/** The learning curves of a training under way, as a page that a browser reads anew by itself. */
public final class TrainingReport {

  /** The page's name in its folder. */
  public static final String FILE = "training.html";

  private static final int REFRESH_SECONDS = 10;

  private TrainingReport() {}

  /**
   * How far a training is.
   *
   * @param state what happens now, one line for people
   * @param history so far
   * @param steps of the last epoch that began, in order; empty if none did
   * @param notes what was said so far, a line each
   */
  public record Progress(
      String state, TrainingHistory history, List<Step> steps, List<String> notes) {

    public Progress {
      steps = List.copyOf(steps);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A step of an epoch.
   *
   * @param reviews of the epoch that were learned from
   * @param loss mean over the epoch's steps so far
   */
  public record Step(int reviews, double loss) {}

  /**
   * Writes the page over the one before.
   *
   * @param folder made if it is not there
   * @param name of what is trained
   * @param over whether no more will come; the page then stays as it is
   */
  public static void write(Path folder, String name, Progress progress, boolean over)
      throws IOException {
    String body =
        """
        <header><h1>Training %s</h1><p role="status">%s</p></header>
        <section><h2>Learning curves</h2>%s</section>
        %s%s"""
            .formatted(
                Html.escaped(name),
                Html.escaped(progress.state()),
                progress.history().epochs().isEmpty()
                    ? "<p class=\"none\">No epoch is over yet.</p>"
                    : Curves.of(progress.history()),
                steps(progress.steps()),
                notes(progress.notes()));
    Html.write(
        folder.resolve(FILE), Html.page("Training " + name, over ? 0 : REFRESH_SECONDS, body));
  }

  private static String steps(List<Step> steps) {
    return steps.isEmpty()
        ? ""
        : "<section><h2>The last epoch</h2>%s</section>\n".formatted(Curves.steps(steps));
  }

  private static String notes(List<String> notes) {
    return notes.isEmpty()
        ? ""
        : notes.stream()
            .map(line -> "<li>" + Html.escaped(line) + "</li>")
            .collect(
                Collectors.joining(
                    "\n",
                    "<section><h2>What happened</h2><ol class=\"notes\">",
                    "</ol></section>"));
  }
}
