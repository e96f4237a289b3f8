package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.dataset.RationaleReview;
import sentiment.dataset.RationaleReview.Range;
import sentiment.dataset.ReviewDataset;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.JudgedReview;
import sentiment.model.ModelBundle;
import sentiment.model.TrainingHistory;
import sentiment.training.SentimentTrainer.Sources;

class SentimentTrainerTest {

  private static final ReviewDataset DATA =
      new ReviewDataset("made", reviews(1, 160), reviews(2, 40), "0".repeat(64), 0, 0);

  private static final Tests TESTS =
      new Tests(true, DATA.test().stream().limit(5).map(SentimentTrainerTest::reasoned).toList());

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;

  @Test
  void shouldLearnWhatWordsMean() throws IOException {
    ModelBundle bundle = finished(TestProfiles.masked(), 7, DATA, Sources.NONE, folder, false);
    assertThat(bundle.manifest().training().metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(bundle.manifest().training().seed()).isEqualTo(7);
    assertThat(bundle.golden().size()).isGreaterThanOrEqualTo(20);
    assertThat(bundle.verifyGolden()).isLessThan(1e-6);
    assertThat(bundle.card()).contains("| accuracy |", "| reviews | 32 | 40 |");
    assertThat(bundle.card())
        .containsPattern("\\| contribution \\| -?0\\.\\d{4} \\(.* to .*\\) \\| .* \\|")
        .contains("on 40 reviews; integrated")
        .contains("people gave in 5 reviews")
        .containsPattern("\\| sentences \\| [01]\\.\\d{4} \\(.*\\) \\| .* \\| .* \\|");
  }

  @Test
  void shouldGiveTheSameWeightsForTheSameSeed() throws IOException {
    ModelBundle one = finished(TestProfiles.masked(), 7, DATA, Sources.NONE, folder, false);
    ModelBundle same = finished(TestProfiles.masked(), 7, DATA, Sources.NONE, folder, false);
    ModelBundle other = finished(TestProfiles.masked(), 8, DATA, Sources.NONE, folder, false);
    assertThat(same.id()).isEqualTo(one.id());
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void shouldGoOnWhereItWasInterrupted() throws IOException {
    for (TrainingProfile profile : List.of(TestProfiles.masked(), TestProfiles.unmasked())) {
      Path checkpoints = folder.resolve(profile.name());
      ModelBundle whole = finished(profile, 7, DATA, Sources.NONE, checkpoints, false);
      assertThatThrownBy(
              () -> trainer(profile, 7, 21).train(DATA, Sources.NONE, checkpoints, TESTS, false))
          .isInstanceOf(Interruption.class);
      assertThat(checkpoints).isDirectoryContaining("glob:**state.json");
      assertThatThrownBy(() -> finished(profile, 7, DATA, Sources.NONE, checkpoints, false))
          .hasMessageContaining("--resume");
      assertThatThrownBy(() -> finished(profile, 8, DATA, Sources.NONE, checkpoints, true))
          .hasMessage("--resume: the unfinished training has another profile, seed or data");
      ModelBundle resumed = finished(profile, 7, DATA, Sources.NONE, checkpoints, true);
      assertThat(resumed.id()).isEqualTo(whole.id());
    }
  }

  @Test
  void shouldGoOnInWhateverStageItWasInterrupted() throws IOException {
    ReviewDataset data = withUnlabelled();
    Sources sources = new Sources(null, null, List.of(new Connoisseur()), null);
    TrainingProfile profile = TestProfiles.staged();
    ModelBundle whole = finished(profile, 7, data, sources, folder, false);
    assertThat(whole.manifest().training().metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(whole.history().epochs())
        .extracting(TrainingHistory.Epoch::stage)
        .startsWith("teacher")
        .endsWith("classifier");
    List<Map.Entry<String, Integer>> deaths =
        List.of(
            Map.entry("word vectors", 2),
            Map.entry("language model", 4),
            Map.entry("epochs", 40), // of the teacher
            Map.entry("epochs", 49), // the classifier has begun
            Map.entry("epochs", 80));
    for (Map.Entry<String, Integer> death : deaths) {
      DyingListener dying = new DyingListener(death.getKey(), death.getValue());
      assertThatThrownBy(
              () ->
                  new SentimentTrainer(profile, 7, CLOCK, dying, Duration.ZERO)
                      .train(data, sources, folder, TESTS, false))
          .isInstanceOf(Interruption.class);
      ModelBundle resumed = finished(profile, 7, data, sources, folder, true);
      assertThat(resumed.id()).as(death.toString()).isEqualTo(whole.id());
    }
    ModelBundle alone = finished(profile, 7, data, Sources.NONE, folder, false);
    assertThat(alone.id()).as("without a teacher").isNotEqualTo(whole.id());
    String own = "a classifier that learned so from the labels alone";
    assertThat(alone.card())
        .as("teachers are asked of what they did not learn from")
        .contains("50 % labels and 50 % the mean judgement of the baseline (NB-SVM)\n")
        .contains(
            "unlabelled ones, their targets the mean judgement of the baseline (NB-SVM), " + own)
        .contains("just what a step read of unlabelled reviews")
        .containsPattern("chosen on them.*, the first classifier's epoch and calibration\\.");
  }

  @Test
  void shouldTrainOnFromAModel() throws IOException {
    ModelBundle first = finished(TestProfiles.masked(), 7, DATA, Sources.NONE, folder, false);
    ReviewDataset few =
        new ReviewDataset("few", reviews(3, 40), reviews(4, 40), "1".repeat(64), 0, 0);
    Sources sources = new Sources(null, first, List.of(), null);
    ModelBundle second = finished(TestProfiles.staged(), 8, few, sources, folder, false);
    assertThat(second.vocabulary().toLines()).isEqualTo(first.vocabulary().toLines());
    assertThat(second.manifest().training().metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void shouldRefuseWhatKnowsTheReviewsHeldBack() throws IOException {
    ModelBundle bundle = finished(TestProfiles.masked(), 7, DATA, Sources.NONE, folder, false);
    assertThat(bundle.manifest().training().split())
        .matches("share 0\\.2 by group, seed 113, texts [0-9a-f]{16}");
    Sources start = new Sources(null, bundle, List.of(), null);
    Sources teacher = new Sources(null, null, List.of(new NetworkTeacher(bundle)), null);
    assertThat(finished(TestProfiles.masked(), 8, DATA, start, folder, false)).isNotNull();
    for (Sources sources : List.of(start, teacher)) {
      assertThatThrownBy(() -> finished(TestProfiles.unmasked(), 7, DATA, sources, folder, false))
          .isInstanceOf(InvalidProfileException.class)
          .hasMessageContaining(
              "does not say that it held back the same reviews (but: share 0.2 by group, seed 113, texts");
    }
  }

  @Test
  void shouldGiveHonestProbabilitiesWhereOneClassIsRare() throws IOException {
    List<LabelledReview> some = new ArrayList<>();
    for (LabelledReview review : reviews(6, 900)) { // one positive of six has negative words
      int i = some.size();
      boolean positive = i % 3 > 0;
      if (review.positive() == (positive && i % 6 != 1)) {
        some.add(new LabelledReview(review.id(), review.text(), positive, null));
      }
    }
    ReviewDataset data = new ReviewDataset("rare", some, List.of(), "3".repeat(64), 0, 0);
    ModelBundle bundle =
        trainer(TestProfiles.masked(), 7, 0).train(data, Sources.NONE, folder, Tests.NONE, false);
    double mean =
        Evaluator.judge(bundle, some, Progress.NONE).stream()
            .mapToDouble(JudgedReview::probability)
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(2.0 / 3, within(0.04));
  }

  @Test
  void shouldLeaveTheTestReviewsAlone() throws IOException {
    ModelBundle bundle =
        trainer(TestProfiles.masked(), 7, 0).train(DATA, Sources.NONE, folder, Tests.NONE, false);
    assertThat(bundle.manifest().training().metrics()).isEmpty();
    assertThat(bundle.card())
        .contains("The test reviews were not read.")
        .contains("chosen on them in this training: the epoch that is kept, the calibration.")
        .contains("    hidden_sizes=5,4\n", "    adaptive=false\n");
    assertThat(bundle.card()).doesNotContain("## Explanations");
    assertThat(bundle.history().epochs())
        .extracting(TrainingHistory.Epoch::epoch)
        .startsWith(1, 2)
        .hasSize(TestProfiles.masked().course().epochs());
    DyingListener listener = new DyingListener("none", 0);
    ModelBundle again =
        new SentimentTrainer(TestProfiles.masked(), 7, CLOCK, listener, Duration.ZERO)
            .train(DATA, Sources.NONE, folder, Tests.NONE, true);
    assertThat(again.id()).as("made again from what is left").isEqualTo(bundle.id());
    assertThat(listener.begunWith).as("told of on resuming").isEqualTo(bundle.history());
    SentimentTrainer.discard(folder);
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldBeginFromWhatPretrainingLeft() throws IOException {
    ReviewDataset data = withUnlabelled();
    TrainingProfile profile = TestProfiles.staged();
    Sources sources = new Sources(null, null, List.of(), folder.resolve("pretrained"));
    Path checkpoints = folder.resolve("state");
    ModelBundle whole = finished(profile, 7, data, sources, checkpoints, false);
    DyingListener dying = new DyingListener("language model", 1);
    ModelBundle again =
        new SentimentTrainer(profile, 7, CLOCK, dying, Duration.ZERO)
            .train(data, sources, checkpoints, TESTS, false);
    assertThat(again.id()).as("without a language model stage").isEqualTo(whole.id());
    SentimentTrainer.discard(checkpoints);
    assertThatThrownBy(() -> finished(profile, 8, data, sources, checkpoints, false))
        .hasMessageStartingWith("--pretrained: what is there was learned from other data");
  }

  @Test
  void shouldRefuseToPretrainWithoutSuchAStage() {
    Sources sources = new Sources(null, null, List.of(), folder.resolve("pretrained"));
    assertThatThrownBy(
            () -> finished(TestProfiles.masked(), 7, DATA, sources, folder.resolve("x"), false))
        .hasMessage(
            "--pretrained: expected a profile that learns before the classifier, '%s' does not"
                .formatted(TestProfiles.masked().name()));
  }

  @Test
  void shouldNotTakeThePlaceOfOtherFiles() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Path file = Files.writeString(mine.resolve("novel.txt"), "once upon a time");
    Sources keeping = new Sources(null, null, List.of(), mine);
    assertThatThrownBy(
            () -> finished(TestProfiles.staged(), 7, DATA, keeping, folder.resolve("x"), false))
        .hasMessage(
            "--pretrained: '%s' is not of a training; expected a folder that is not there, is empty, or was written by a training",
            file);
    assertThatThrownBy(() -> finished(TestProfiles.masked(), 7, DATA, Sources.NONE, mine, false))
        .hasMessageStartingWith("unfinished training: '" + file);
    assertThatThrownBy(() -> SentimentTrainer.discard(mine)).hasMessageContaining("novel.txt");
    assertThat(file).hasContent("once upon a time");
  }

  @Test
  void shouldSayWhenThereIsNothingToResume() {
    assertThatThrownBy(
            () -> finished(TestProfiles.masked(), 7, DATA, Sources.NONE, folder.resolve("x"), true))
        .hasMessage("--resume: there is no unfinished training here");
  }

  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Knows by a word of the review. */
  private static final class Connoisseur implements Teacher {
    @Override
    public String name() {
      return "connoisseur";
    }

    @Override
    public Judgement judge(List<LabelledReview> learned, List<String> others, Progress progress) {
      return new Judgement(
          probabilities(learned.stream().map(LabelledReview::text).toList()),
          probabilities(others));
    }

    private static double[] probabilities(List<String> texts) {
      return texts.stream()
          .mapToDouble(t -> t.matches(".*(wonderful|great|moving).*") ? 0.9 : 0.1)
          .toArray();
    }
  }

  private static ReviewDataset withUnlabelled() {
    List<String> more = reviews(5, 100).stream().map(LabelledReview::text).toList();
    return new ReviewDataset("made", DATA.train(), DATA.test(), more, "2".repeat(64), 0, 0);
  }

  private static ModelBundle finished(
      TrainingProfile profile,
      long seed,
      ReviewDataset data,
      Sources sources,
      Path checkpoints,
      boolean resume)
      throws IOException {
    ModelBundle bundle = trainer(profile, seed, 0).train(data, sources, checkpoints, TESTS, resume);
    SentimentTrainer.discard(checkpoints);
    return bundle;
  }

  private static SentimentTrainer trainer(TrainingProfile profile, long seed, int dieAfter) {
    DyingListener listener = new DyingListener("epochs", dieAfter);
    return new SentimentTrainer(profile, seed, CLOCK, listener, Duration.ZERO);
  }

  private static final class DyingListener implements TrainingListener {
    private final String stage;
    private final int dieAfter;
    private int steps;
    private TrainingHistory begunWith = TrainingHistory.EMPTY;

    DyingListener(String stage, int dieAfter) {
      this.stage = stage;
      this.dieAfter = dieAfter;
    }

    private void stepOf(String name) {
      if (name.equals(stage) && ++steps == dieAfter) {
        throw new Interruption();
      }
    }

    @Override
    public void begins(TrainingHistory soFar) {
      begunWith = soFar;
    }

    @Override
    public Progress task(String name, String unit) {
      return (done, total) -> stepOf(name);
    }

    @Override
    public void step(int epoch, int epochs, int done, int reviews, double loss, double accuracy) {
      stepOf("epochs");
    }

    @Override
    public void epoch(TrainingHistory soFar, double accuracy, boolean best) {}

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

  /** With its first word as the reason. */
  private static RationaleReview reasoned(LabelledReview review) {
    return new RationaleReview(
        review, RationaleReview.tokens(review.text()), List.of(new Range(0, 1)));
  }
}
