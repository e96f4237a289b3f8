package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.dataset.RationaleReview.Range;

class EraserReaderTest {

  private static final String GOOD =
      """
      {"annotation_id": "posR_1.txt", "classification": "POS", "docids": null, "evidences": [[{"docid": "posR_1.txt", "end_sentence": -1, "end_token": 4, "start_sentence": -1, "start_token": 2, "text": "really good"}], [{"docid": "posR_1.txt", "start_token": 5, "end_token": 6}], [{"docid": "posR_1.txt", "end_sentence": -1, "end_token": 6, "start_sentence": -1, "start_token": 6, "text": ""}]], "query": "?"}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeReview() throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/posR_1.txt"), "this was really good .\nsee  it\n");
  }

  private List<RationaleReview> read(String lines) throws IOException {
    Files.writeString(folder.resolve("test.jsonl"), lines);
    return EraserReader.read(folder, "test");
  }

  @Test
  void shouldReadTextLabelAndReasons() throws IOException {
    assertThat(EraserReader.isThere(folder)).isFalse();
    RationaleReview review = read(GOOD + "\n").get(0);
    assertThat(EraserReader.isThere(folder)).isTrue();
    assertThat(review.review().positive()).isTrue();
    assertThat(review.tokens()).hasSize(7);
    Range token = review.tokens().get(6);
    assertThat(review.review().text().substring(token.start(), token.end())).isEqualTo("it");
    assertThat(review.reasons()).containsExactly(new Range(2, 4), new Range(5, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{\"annotation_id\": \"posR_1.txt\", \"classification\": \"MAYBE\"}",
        "{\"annotation_id\": \"../test.jsonl\", \"classification\": \"POS\"}",
        "{\"annotation_id\": \"posR_2.txt\", \"classification\": \"POS\"}",
        "{\"annotation_id\": \"posR_1.txt\", \"classification\": \"POS\", \"evidences\": [[{\"start_token\": 5, \"end_token\": 8}]]}",
      })
  void shouldNameTheLineOfABrokenAnnotation(String line) {
    assertThatThrownBy(() -> read(GOOD + line))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("test.jsonl:2: ")
        .hasMessageContaining("expected");
  }

  @Test
  void shouldSayThatAPartIsMissingOrEmpty() {
    assertThatThrownBy(() -> EraserReader.read(folder, "val")).hasMessageContaining("no such file");
    assertThatThrownBy(() -> read("\n")).hasMessageContaining("no annotation in it");
  }
}
