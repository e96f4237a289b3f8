package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewDatasetsTest {

  @TempDir Path folder;

  @Test
  void shouldNameMissingFile() {
    assertRefused(folder.resolve("none.csv"), "none.csv: no such file or folder, expected .csv");
  }

  @Test
  void shouldNameEmptyFile() throws IOException {
    assertRefused(Files.createFile(folder.resolve("a.csv")), "a.csv: empty, expected");
  }

  @ParameterizedTest
  @CsvSource({"reviews.xlsx", "reviews", "reviews.csv.zip", "reviews.json", "csv"})
  void shouldNameKnownKindsWhenKindIsUnknown(String name) throws IOException {
    assertRefused(Files.writeString(folder.resolve(name), "x"), name + ": expected .csv, .tsv,");
  }

  @Test
  void shouldNameFileWithoutReviews() throws IOException {
    assertRefused(
        Files.writeString(folder.resolve("a.csv"), "text,label\n"),
        "a.csv: no reviews to train on (0 broken, 0 neutral)");
  }

  @Test
  void shouldNameFolderOfAnotherLayout() {
    assertRefused(folder, ": expected folders train/pos and train/neg in it");
  }

  @ParameterizedTest
  @CsvSource({"a.csv.gz", "a.tar.gz", "a.tgz", "a.jsonl.gz"})
  void shouldNameFileThatIsNotCompressed(String name) throws IOException {
    assertRefused(
        Files.writeString(folder.resolve(name), "text,label\nx,1\n"), name + ": damaged or cut");
  }

  @Test
  void shouldAcceptTwentyReviewsOfBothClasses() {
    assertThatCode(() -> dataset(20, 5).requireTrainable()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "19|5 |d: 19 reviews to train on, expected at least 20",
        "20|4 |d: 4 of 20 reviews to train on are positive, expected at least 5 of each class",
        "30|0 |d: all 30 reviews are negative, expected positive and negative ones",
        "30|30|d: all 30 reviews are positive, expected positive and negative ones",
      })
  void shouldRefuseToTrain(int size, int positive, String message) {
    assertThatThrownBy(() -> dataset(size, positive).requireTrainable())
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(message);
  }

  private static ReviewDataset dataset(int size, int positive) {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      reviews.add(new LabelledReview("d:" + i, "text", i < positive, null));
    }
    return new ReviewDataset("d", reviews, List.of(), "0", 0, 0);
  }

  private static void assertRefused(Path source, String message) {
    assertThatThrownBy(() -> ReviewDatasets.open(source, DatasetOptions.DEFAULT, Progress.NONE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith(source.toString())
        .hasMessageNotContaining("\n");
  }
}
