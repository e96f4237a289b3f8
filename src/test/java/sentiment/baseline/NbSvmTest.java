package sentiment.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.model.InvalidBundleException;

class NbSvmTest {

  private static final List<LabelledReview> REVIEWS = reviews(200);
  private static final NbSvm MODEL = NbSvm.fit(REVIEWS, NbSvmSettings.DEFAULT);

  @TempDir private Path folder;

  /** "good" is praise but for "not good"; the rest of the words say nothing. */
  private static List<LabelledReview> reviews(int n) {
    Random random = new Random(7);
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean positive = i % 2 == 0;
      String filler = "film w%d w%d ".formatted(random.nextInt(9), random.nextInt(9));
      String text = filler + (positive ? "it was good" : "it was not good") + " end";
      reviews.add(new LabelledReview("r" + i, text, positive, null));
    }
    return reviews;
  }

  @Test
  void shouldLearnFromRunsOfWordsWhatSingleWordsDoNotTell() {
    assertThat(MODEL.logit("a film that was good")).isPositive();
    assertThat(MODEL.logit("a film that was not good")).isNegative();
  }

  @Test
  void shouldGiveTheSameModelForTheSameReviews() {
    NbSvm again = NbSvm.fit(REVIEWS, NbSvmSettings.DEFAULT);
    assertThat(again.logits(REVIEWS)).isEqualTo(MODEL.logits(REVIEWS));
  }

  @Test
  void shouldLeanToTheCommonerClassWhereItKnowsNoWord() {
    List<LabelledReview> mostlyPositive = new ArrayList<>(REVIEWS);
    mostlyPositive.addAll(REVIEWS.stream().filter(LabelledReview::positive).toList());
    NbSvm model = NbSvm.fit(mostlyPositive, NbSvmSettings.DEFAULT);
    assertThat(model.logit("?")).isGreaterThan(MODEL.logit("?"));
  }

  @Test
  void shouldScoreAsBeforeWhenReadBack() throws IOException {
    Path file = folder.resolve("sub/model.nbsvm");
    MODEL.finished(2, "from a test").write(file);
    NbSvm read = NbSvm.read(file);
    assertThat(NbSvm.isModel(file)).isTrue();
    assertThat(read.about()).isEqualTo("from a test");
    assertThat(read.logit("was good")).isEqualTo(MODEL.logit("was good") / 2);
  }

  @Test
  void shouldRefuseAFileThatWasCutShort() throws IOException {
    Path file = folder.resolve("model.nbsvm");
    MODEL.write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> NbSvm.read(file))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("damaged or cut short");
  }

  @Test
  void shouldNotTakeAnotherFileForItsOwn() throws IOException {
    Path file = Files.writeString(folder.resolve("x.zip"), "PK");
    assertThat(NbSvm.isModel(file)).isFalse();
    assertThat(NbSvm.isModel(folder.resolve("absent"))).isFalse();
  }

  @Test
  void shouldValidateOnReviewsHeldBackAndLearnFromAllInTheEnd() {
    List<String> notes = new ArrayList<>();
    ReviewDataset data = new ReviewDataset("toy", REVIEWS, reviews(20), "0".repeat(64), 0, 0);
    BaselineTrainer.Trained trained =
        new BaselineTrainer(NbSvmSettings.DEFAULT, notes::add).train(data, true);
    assertThat(trained.validation().reviews()).isEqualTo(20);
    assertThat(trained.test()).isNotNull();
    assertThat(trained.test().accuracy()).isEqualTo(1);
    assertThat(trained.model().about()).contains("toy", "longest=3");
    assertThat(notes).hasSize(4).last().asString().startsWith("test: accuracy 100.00 %");
  }
}
