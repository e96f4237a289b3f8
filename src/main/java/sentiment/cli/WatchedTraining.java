package sentiment.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sentiment.model.TrainingHistory;
import sentiment.report.TrainingReport;

/** Keeps the page of a training under way up to date; without a folder for it, does nothing. */
final class WatchedTraining {

  private final @Nullable Path folder;
  private final String name;
  private TrainingHistory history = TrainingHistory.EMPTY;
  private boolean warned;
  private boolean open;

  WatchedTraining(@Nullable Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  synchronized void begins(TrainingHistory soFar) {
    history = soFar;
    open = true;
    write("Under way.", false);
  }

  synchronized void epoch(TrainingHistory soFar) {
    if (open) {
      history = soFar;
      write("Under way: epoch %d is over.".formatted(soFar.epochs().size()), false);
    }
  }

  /** The first end that is told counts, of a training that began. */
  synchronized void ends(String state) {
    if (open) {
      open = false;
      write(state, true);
    }
  }

  /** A page that can't be drawn or written is no reason to end hours of training. */
  private void write(String state, boolean last) {
    if (folder == null) {
      return;
    }
    try {
      TrainingReport.write(folder, name, state, history, last);
    } catch (IOException | RuntimeException e) {
      if (!warned) {
        warned = true;
        System.err.printf("warning: no page in %s: %s%n", folder, e);
      }
    }
  }
}
