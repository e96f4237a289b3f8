package sentiment.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.model.TrainingHistory;
import sentiment.report.TrainingReport;

/** Keeps the page of a training under way up to date; without a folder for it, does nothing. */
final class WatchedTraining {

  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int POINTS = 100; // of an epoch

  private final @Nullable Path folder;
  private final String name;
  private final InstantSource clock;
  private final List<String> notes = new ArrayList<>();
  private final List<TrainingReport.Step> steps = new ArrayList<>();
  private TrainingHistory history = TrainingHistory.EMPTY;
  private int epoch; // of the steps
  private Instant written = Instant.MIN;
  private boolean warned;
  private boolean open;

  WatchedTraining(@Nullable Path folder, String name, InstantSource clock) {
    this.folder = folder;
    this.name = name;
    this.clock = clock;
  }

  synchronized void begins(TrainingHistory soFar) {
    history = soFar;
    open = true;
    write("Under way.", false);
  }

  /** A line for people. */
  synchronized void note(String line) {
    notes.add(line);
  }

  /**
   * A task besides the epochs goes on.
   *
   * @param total -1 if unknown
   */
  synchronized void task(String task, long done, long total) {
    writeSometimes(
        total > 0
            ? "Under way: %s, %d %%.".formatted(task, 100 * done / total)
            : "Under way: %s.".formatted(task));
  }

  /**
   * A step of an epoch was made.
   *
   * @param loss mean over this epoch's steps so far
   */
  synchronized void step(int ofEpoch, int epochs, int done, int reviews, double loss) {
    int last = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).reviews();
    if (ofEpoch != epoch || done < last) { // or of another stage
      epoch = ofEpoch;
      steps.clear();
      last = 0;
    }
    if (Double.isFinite(loss) && (long) (done - last) * POINTS >= reviews) {
      steps.add(new TrainingReport.Step(done, loss));
    }
    writeSometimes(
        "Under way: epoch %d of %d, %d %%."
            .formatted(ofEpoch, epochs, 100L * done / Math.max(1, reviews)));
  }

  synchronized void epoch(TrainingHistory soFar) {
    if (open) {
      history = soFar;
      TrainingHistory.Epoch over = soFar.epochs().get(soFar.epochs().size() - 1);
      write("Under way: %s, epoch %d is over.".formatted(over.stage(), over.epoch()), false);
    }
  }

  /** The first end that is told counts, of a training that began. */
  synchronized void ends(String state) {
    if (open) {
      open = false;
      write(state, true);
    }
  }

  private void writeSometimes(String state) {
    if (open && !clock.instant().isBefore(written.plus(BETWEEN))) {
      write(state, false);
    }
  }

  /** A page that can't be drawn or written is no reason to end hours of training. */
  private void write(String state, boolean last) {
    if (folder == null) {
      return;
    }
    written = clock.instant();
    try {
      TrainingReport.write(
          folder, name, new TrainingReport.Progress(state, history, steps, notes), last);
    } catch (IOException | RuntimeException e) {
      if (!warned) {
        warned = true;
        System.err.printf("warning: no page in %s: %s%n", folder, e);
      }
    }
  }
}
