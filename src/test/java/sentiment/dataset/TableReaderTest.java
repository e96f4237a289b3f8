package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

  private static final DatasetOptions SKIP = new DatasetOptions(null, null, null, null, true);

  @TempDir Path folder;

  @Test
  void shouldReadCsvColumnsByTheirUsualNames() throws IOException {
    ReviewDataset dataset =
        read(
            "films.csv",
            "id,Review,Sentiment\n1,\"good, \"\"really\"\"\nyes\",positive\n2,bad,neg\n");

    assertThat(dataset.name()).isEqualTo("films.csv");
    assertThat(dataset.test()).isEmpty();
    assertThat(dataset.train())
        .containsExactly(
            new LabelledReview("films.csv:2", "good, \"really\"\nyes", true, null),
            new LabelledReview("films.csv:4", "bad", false, null));
  }

  @Test
  void shouldReadColumnsByGivenNames() throws IOException {
    DatasetOptions options = new DatasetOptions("note", "verdict", "film", null, false);

    ReviewDataset dataset =
        read("a.csv", "text,film,verdict,note\nx,tt1,1,fine\nx, ,0,dull\n", options);

    assertThat(dataset.train())
        .extracting(LabelledReview::text, LabelledReview::positive, LabelledReview::group)
        .containsExactly(tuple("fine", true, "tt1"), tuple("dull", false, null));
  }

  @Test
  void shouldTakeTheFirstRowWhenColumnsAreNumbered() throws IOException {
    ReviewDataset dataset =
        read("a.csv", "1,fine\n0,dull\n", new DatasetOptions("2", "1", null, null, false));

    assertThat(dataset.train()).extracting(LabelledReview::text).containsExactly("fine", "dull");
  }

  @Test
  void shouldPassOverTheHeaderWhenColumnsAreNumbered() throws IOException {
    ReviewDataset dataset =
        read("a.csv", "label,text\n1,fine\n", new DatasetOptions("2", "1", null, null, false));

    assertThat(dataset.train()).extracting(LabelledReview::text).containsExactly("fine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tsv", "A.TSV", "a.tsv.gz"})
  void shouldReadTsv(String name) throws IOException {
    ReviewDataset dataset = read(name, "text\tlabel\nso, fine\t1\n");

    assertThat(dataset.train()).extracting(LabelledReview::text).containsExactly("so, fine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.ndjson", "a.jsonl.gz"})
  void shouldReadJsonLines(String name) throws IOException {
    ReviewDataset dataset =
        read(
            name,
            """
            {"text":"fine \\ud83d\\ude00","label":"positive","more":{"a":[1]}}

            {"review":"dull","sentiment":0}
            {"text":"great","label":true}
            """);

    assertThat(dataset.train())
        .extracting(LabelledReview::id, LabelledReview::text, LabelledReview::positive)
        .containsExactly(
            tuple(name + ":1", "fine \ud83d\ude00", true),
            tuple(name + ":3", "dull", false),
            tuple(name + ":4", "great", true));
  }

  @Test
  void shouldReadJsonFieldsByGivenNames() throws IOException {
    DatasetOptions options = new DatasetOptions("note", "verdict", "film", null, false);

    ReviewDataset dataset =
        read("a.jsonl", "{\"text\":\"x\",\"note\":\"fine\",\"verdict\":1,\"film\":7}\n", options);

    assertThat(dataset.train()).containsExactly(new LabelledReview("a.jsonl:1", "fine", true, "7"));
  }

  @ParameterizedTest
  @CsvSource({
    "positive,true",
    "POS,true",
    "1,true",
    "True,true",
    "' positive ',true",
    "negative,false",
    "neg,false",
    "0,false",
    "FALSE,false"
  })
  void shouldUnderstandLabel(String label, boolean positive) throws IOException {
    assertThat(read("a.csv", "text,label\nx," + label + "\n").train())
        .extracting(LabelledReview::positive)
        .containsExactly(positive);
  }

  @ParameterizedTest
  @CsvSource({
    "1-5,1 2 3 4 5,NN0PP",
    "1..10,1 4 5 6 7 10,NN00PP",
    "0-1,0 0.5 1.0,N0P",
    "-1-1,-1 0 1,N0P"
  })
  void shouldSortRatings(String scale, String ratings, String expected) throws IOException {
    DatasetOptions options = new DatasetOptions(null, null, null, RatingScale.parse(scale), false);
    StringBuilder sorted = new StringBuilder();
    for (String rating : ratings.split(" ")) {
      // The second row keeps the data set from being empty when the rating is neutral.
      String highest = scale.substring(scale.lastIndexOf('-') + 1).replaceFirst(".*\\.", "");
      ReviewDataset dataset =
          read("a.csv", "text,stars\nx," + rating + "\ny," + highest + "\n", options);
      sorted.append(dataset.neutral() == 1 ? "0" : dataset.train().get(0).positive() ? "P" : "N");
      assertThat(dataset.skipped()).isZero();
    }

    assertThat(sorted).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5.5", "NaN", "good", ""})
  void shouldNameRatingOutsideItsScale(String rating) {
    DatasetOptions stars = new DatasetOptions(null, null, null, new RatingScale(1, 5), false);

    assertThatThrownBy(() -> read("a.csv", "text,stars\nx," + rating + "\n", stars))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("a.csv: line 2: label '" + rating + "': expected a rating of 1-5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"five", "1:5", "5-1", "1-1", ""})
  void shouldRefuseRatingScale(String scale) {
    assertThatThrownBy(() -> RatingScale.parse(scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rating scale ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv   | text,label~x,1~y,0,z~     | a.csv: line 3: 3 columns, expected 2",
        "a.csv   | text,label~x,1~y~         | a.csv: line 3: 1 columns, expected 2",
        "a.csv   | text,label~x,1~ ,1~       | a.csv: line 3: no text, expected a review",
        "a.csv   | text,label~x,1~y,~        | a.csv: line 3: label '': expected positive",
        "a.csv   | text,label~x,1~y,4~       | a.csv: line 3: label '4': expected positive",
        "a.csv   | text,label~x,1~\u00ff,1~  | a.csv: line 3: bytes that are no UTF-8",
        "a.jsonl | {'text':'x','label':1}~{  | a.jsonl: line 2: malformed JSON",
        "a.jsonl | {'text':'x','label':1}~[] | a.jsonl: line 2: no JSON object",
        "a.jsonl | {'text':'x','label':1}~{'text':'x','label':1}x | a.jsonl: line 2: malformed",
        "a.jsonl | {'text':'x','label':1}~{'label':1}             | a.jsonl: line 2: no text",
        "a.jsonl | {'text':'x','label':1}~{'text':5,'label':1}    | a.jsonl: line 2: no text",
        "a.jsonl | {'text':'x','label':1}~{'text':'x'}            | a.jsonl: line 2: no label",
        "a.jsonl | {'text':'x','label':1}~{'text':'x','label':null} | a.jsonl: line 2: no label",
        "a.jsonl | {'text':'x','label':1}~{'text':'x','label':[]} | a.jsonl: line 2: no label",
        "a.jsonl | {'text':'x','label':1}~{'text':'\u00ff','label':1} | a.jsonl: line 2: bytes",
      })
  void shouldNameOrCountBrokenRow(String name, String rows, String message) throws IOException {
    String quoted = rows.replace('~', '\n').replace('\'', '"');

    assertThatThrownBy(() -> read(name, quoted))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
    ReviewDataset skipping = read(name, quoted, SKIP);
    assertThat(skipping.skipped()).isEqualTo(1);
    assertThat(skipping.train()).extracting(LabelledReview::text).containsExactly("x");
  }

  @Test
  void shouldGoOnBehindBrokenRow() throws IOException {
    ReviewDataset dataset = read("a.csv", "text,label\na,1\nb,?\nc\nd,0\n", SKIP);

    assertThat(dataset.train())
        .extracting(LabelledReview::id)
        .containsExactly("a.csv:2", "a.csv:5");
    assertThat(dataset.skipped()).isEqualTo(2);
  }

  @Test
  void shouldKeepFirstPlaneAndOtherText() throws IOException {
    // U+10000 starts with the very surrogate that marks damage.
    assertThat(read("a.csv", "\ufefftext,label\n\ud800\udc00 \ufffd \u00e9,1\n").train())
        .extracting(LabelledReview::text)
        .containsExactly("\ud800\udc00 \ufffd \u00e9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text,label\nx,1\n\"y,1\nz,0\n", "text,label\nx,1\n\"y\"y,1\n"})
  void shouldFailOnStrayQuoteEvenWhenSkipping(String csv) {
    assertThatThrownBy(() -> read("a.csv", csv, SKIP))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("a.csv: line 3: quotes, expected each to be closed");
  }

  @Test
  void shouldNotQuoteAReviewInTheLabelColumn() {
    assertThatThrownBy(() -> read("a.csv", "label,text\nI loved this film,1\n"))
        .hasMessageContaining("label of 17 characters")
        .hasMessageNotContaining("loved");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "||fine,1~|a.csv: line 1: no text column, expected a header with one of text, review,",
        "||text,verdict~|a.csv: line 1: no label column, expected a header with one of label,",
        "note||text,label~|a.csv: line 1: no column 'note' for the text",
        "3|1|fine,1~|a.csv: line 1: 2 columns, expected the text in number 3",
      })
  void shouldNameMissingColumn(String text, String label, String rows, String message) {
    DatasetOptions options = new DatasetOptions(text, label, null, null, true);

    assertThatThrownBy(() -> read("a.csv", rows.replace('~', '\n'), options))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void shouldHashTheFileAsStored() throws Exception {
    ReviewDataset dataset = read("a.csv.gz", "text,label\nx,1\n");

    byte[] stored = Files.readAllBytes(folder.resolve("a.csv.gz"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(stored);
    assertThat(dataset.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
  }

  @Test
  void shouldReportBytesRead() throws IOException {
    Path file = write("a.csv", "text,label\n" + "some words,1\n".repeat(100_000));
    List<Long> done = new ArrayList<>();

    ReviewDatasets.open(
        file,
        DatasetOptions.DEFAULT,
        (n, total) -> {
          assertThat(total).isEqualTo(1_300_011);
          done.add(n);
        });

    assertThat(done).hasSizeGreaterThan(3).isSorted().endsWith(1_300_011L);
  }

  private ReviewDataset read(String name, String rows) throws IOException {
    return read(name, rows, DatasetOptions.DEFAULT);
  }

  private ReviewDataset read(String name, String rows, DatasetOptions options) throws IOException {
    return ReviewDatasets.open(write(name, rows), options, Progress.NONE);
  }

  /** Writes UTF-8, but each U+00FF as the byte FF, which UTF-8 never has. */
  private Path write(String name, String rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
      for (String piece : rows.split("(?<=\u00ff)|(?=\u00ff)")) {
        out.write(
            piece.equals("\u00ff")
                ? new byte[] {(byte) 0xFF}
                : piece.getBytes(StandardCharsets.UTF_8));
      }
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }
}
