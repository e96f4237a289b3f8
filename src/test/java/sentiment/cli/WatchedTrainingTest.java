package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.model.TrainingHistory;
import sentiment.report.TrainingReport;

class WatchedTrainingTest {

  @TempDir private Path folder;
  private Instant now = Instant.EPOCH;

  @Test
  void shouldTellOfStagesThatHaveNoEpochs() throws IOException {
    WatchedTraining watched = new WatchedTraining(folder, "best", () -> now);
    watched.task("reading", 1, 2);
    assertThat(folder).as("nothing began").isEmptyDirectory();
    watched.note("1,000 reviews");
    watched.begins(TrainingHistory.EMPTY);
    now = now.plusSeconds(4);
    watched.task("language model", 1, 4);
    assertThat(page()).as("not so soon again").contains("Under way.", "1,000 reviews");
    now = now.plusSeconds(1);
    watched.task("language model", 2, 4);
    assertThat(page()).contains("Under way: language model, 50 %.");
    now = now.plusSeconds(5);
    watched.task("counting", 2, -1);
    assertThat(page()).contains("Under way: counting.");
    watched.ends("Over.");
    now = now.plusSeconds(5);
    watched.task("writing", 1, 1);
    assertThat(page()).contains("Over.").doesNotContain("writing");
  }

  @Test
  void shouldDrawTheStepsOfTheLastEpoch() throws IOException {
    WatchedTraining watched = new WatchedTraining(folder, "best", () -> now);
    watched.begins(TrainingHistory.EMPTY);
    watched.step(1, 2, 500, 1000, 0.8125);
    watched.step(1, 2, 501, 1000, 0.4375);
    watched.step(2, 2, 100, 1000, 0.6875);
    watched.step(2, 2, 105, 1000, 0.5625);
    watched.step(2, 2, 110, 1000, 0.3125);
    watched.step(2, 2, 200, 1000, Double.NaN);
    watched.epoch(
        new TrainingHistory(List.of(new TrainingHistory.Epoch("classifier", 1, 9, 0.5, 0.4, 0.8))));
    assertThat(page())
        .contains("Under way: classifier, epoch 1 is over.", "0.6875", "0.3125")
        .as("of the epoch before, too near to another, or without a place")
        .doesNotContain("0.8125", "0.4375", "0.5625", "NaN");
    now = now.plusSeconds(5);
    watched.step(2, 2, 250, 1000, 0.5);
    assertThat(page()).contains("Under way: epoch 2 of 2, 25 %.");
    watched.step(2, 2, 150, 1000, 0.9375);
    now = now.plusSeconds(5);
    watched.step(2, 2, 250, 1000, 0.875);
    assertThat(page()).as("of another stage").contains("0.93750").doesNotContain("0.68750");
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve(TrainingReport.FILE));
  }
}
