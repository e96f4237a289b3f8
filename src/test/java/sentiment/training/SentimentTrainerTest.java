package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.dataset.ReviewDataset;
import sentiment.evaluation.Metrics;
import sentiment.model.ModelBundle;
import sentiment.training.SentimentTrainer.Sources;

class SentimentTrainerTest {

  private static final ReviewDataset DATA =
      new ReviewDataset("made", reviews(1, 160), reviews(2, 40), "0".repeat(64), 0, 0);

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;

  @Test
  void shouldLearnWhatWordsMean() throws IOException {
    ModelBundle bundle =
        trainer(TestProfiles.masked(), 7, 0).train(DATA, Sources.NONE, folder, false);
    assertThat(bundle.manifest().training().metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(bundle.manifest().training().seed()).isEqualTo(7);
    assertThat(bundle.golden().size()).isGreaterThanOrEqualTo(20);
    assertThat(bundle.verifyGolden()).isLessThan(1e-6);
    assertThat(bundle.card()).contains("| accuracy |");
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldGiveTheSameWeightsForTheSameSeed() throws IOException {
    ModelBundle one = trainer(TestProfiles.masked(), 7, 0).train(DATA, Sources.NONE, folder, false);
    ModelBundle same =
        trainer(TestProfiles.masked(), 7, 0).train(DATA, Sources.NONE, folder, false);
    ModelBundle other =
        trainer(TestProfiles.masked(), 8, 0).train(DATA, Sources.NONE, folder, false);
    assertThat(same.id()).isEqualTo(one.id());
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void shouldGoOnWhereItWasInterrupted() throws IOException {
    for (TrainingProfile profile : List.of(TestProfiles.masked(), TestProfiles.unmasked())) {
      Path checkpoints = folder.resolve(profile.name());
      ModelBundle whole = trainer(profile, 7, 0).train(DATA, Sources.NONE, checkpoints, false);
      assertThatThrownBy(
              () -> trainer(profile, 7, 21).train(DATA, Sources.NONE, checkpoints, false))
          .isInstanceOf(Interruption.class);
      assertThat(checkpoints).isDirectoryContaining("glob:**state.json");
      assertThatThrownBy(() -> trainer(profile, 7, 0).train(DATA, Sources.NONE, checkpoints, false))
          .hasMessageContaining("--resume");
      assertThatThrownBy(() -> trainer(profile, 8, 0).train(DATA, Sources.NONE, checkpoints, true))
          .hasMessage("--resume: the unfinished training has another profile, seed or data");
      ModelBundle resumed = trainer(profile, 7, 0).train(DATA, Sources.NONE, checkpoints, true);
      assertThat(resumed.id()).isEqualTo(whole.id());
    }
  }

  @Test
  void shouldSayWhenThereIsNothingToResume() {
    assertThatThrownBy(
            () ->
                trainer(TestProfiles.masked(), 7, 0)
                    .train(DATA, Sources.NONE, folder.resolve("x"), true))
        .hasMessage("--resume: there is no unfinished training here");
  }

  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static SentimentTrainer trainer(TrainingProfile profile, long seed, int dieAfter) {
    return new SentimentTrainer(profile, seed, CLOCK, new DyingListener(dieAfter), Duration.ZERO);
  }

  private static final class DyingListener implements TrainingListener {
    private final int dieAfter;
    private int steps;

    DyingListener(int dieAfter) {
      this.dieAfter = dieAfter;
    }

    @Override
    public Progress task(String name, String unit) {
      return Progress.NONE;
    }

    @Override
    public void step(int epoch, int epochs, int done, int reviews, double loss, double accuracy) {
      if (++steps == dieAfter) {
        throw new Interruption();
      }
    }

    @Override
    public void epoch(int epoch, double loss, double accuracy, Metrics validation, boolean best) {}

    @Override
    public void note(String line) {}
  }

  private static List<LabelledReview> reviews(long seed, int count) {
    Random random = new Random(seed);
    List<String> filler = List.of("the", "film", "story", "actors", "was", "a", "of", "scene");
    List<String> good = List.of("wonderful", "great", "moving");
    List<String> bad = List.of("awful", "boring", "bad");
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean positive = i % 2 == 0;
      StringBuilder text = new StringBuilder();
      int length = 3 + random.nextInt(10);
      for (int w = 0; w < length; w++) {
        List<String> from = w % 3 == 1 ? positive ? good : bad : filler;
        text.append(from.get(random.nextInt(from.size()))).append(' ');
      }
      reviews.add(new LabelledReview("r" + seed + "." + i, text.toString(), positive, "film" + i));
    }
    return reviews;
  }
}
