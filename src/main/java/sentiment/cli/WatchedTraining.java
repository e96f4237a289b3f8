package sentiment.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.evaluation.Metrics;
import sentiment.model.TrainingHistory;
import sentiment.report.TrainingReport;

/** Keeps the page of a training under way up to date; without a folder for it, does nothing. */
final class WatchedTraining {

  private final @Nullable Path folder;
  private final String name;
  private final List<TrainingHistory.Epoch> epochs = new ArrayList<>();

  WatchedTraining(@Nullable Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  void begins() {
    write("Under way.", false);
  }

  /** An epoch ended; those before a resumed training went on are not shown. */
  void epoch(int epoch, double loss, Metrics validation) {
    epochs.add(
        new TrainingHistory.Epoch(
            "classifier", epoch, 0, loss, validation.loss(), validation.accuracy()));
    write("Under way: epoch %d is over.".formatted(epoch), false);
  }

  void ends(String state) {
    write(state, true);
  }

  private void write(String state, boolean over) {
    if (folder == null) {
      return;
    }
    try {
      TrainingReport.write(folder, name, state, new TrainingHistory(epochs), over);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
