package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sentiment.dataset.DatasetOptions;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.ReviewDatasets;
import sentiment.text.KerasTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.SequenceEncoder.Unlisted;
import sentiment.text.Truncation;
import sentiment.text.Vocabulary;

/**
 * All 50,000 reviews of the raw archive, read and encoded here, against the sequences and labels of
 * Keras. Needs the data, so no build runs it by itself: {@code mvn test -Dtest=KerasSequencesCheck
 * -Dimdb.dir=FOLDER}, where the folder holds {@code aclImdb_v1.tar.gz}, {@code
 * imdb_word_index.json} and {@code imdb.npz}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KerasSequencesCheck {

  private static final int REVIEWS = 25_000;
  private static final int NUM_WORDS = 10_000;
  private static final int MAX_LENGTH = 200;
  private static final Truncation NEVER_REACHED = Truncation.atEnd(1_000_000);

  private final ReviewDataset reviews;
  private final Vocabulary vocabulary;
  private final NpzSequences keras;

  KerasSequencesCheck() throws IOException {
    String folder = System.getProperty("imdb.dir");
    if (folder == null || folder.isBlank()) {
      throw new IllegalStateException(
          "system property imdb.dir: expected the folder of the IMDB data (-Dimdb.dir=FOLDER)");
    }
    Path data = Path.of(folder);
    reviews =
        ReviewDatasets.open(
            data.resolve("aclImdb_v1.tar.gz"), DatasetOptions.DEFAULT, Progress.NONE);
    vocabulary = KerasWordIndex.read(data.resolve("imdb_word_index.json"));
    keras = NpzSequences.read(data.resolve("imdb.npz"));
  }

  @Test
  void everyWordHasTheRankThatKerasGivesIt() {
    SequenceEncoder encoder = encoder(vocabulary.size(), NEVER_REACHED);
    assertSequences(encoder, KerasSequencesCheck::allWords);
  }

  @Test
  void modelInputIsWhatKerasLoadsWithTenThousandWords() {
    SequenceEncoder encoder = encoder(NUM_WORDS, Truncation.atEnd(MAX_LENGTH));
    assertSequences(encoder, KerasSequencesCheck::frequentWordsCutAtTheEnd);
  }

  @Test
  void labelsAreThoseOfKeras() {
    assertThat(labels(reviews.train())).hasSize(REVIEWS).isEqualTo(keras.trainLabels());
    assertThat(labels(reviews.test())).hasSize(REVIEWS).isEqualTo(keras.testLabels());
  }

  private SequenceEncoder encoder(int vocabularySize, Truncation truncation) {
    return new SequenceEncoder(
        new KerasTokenizer(), vocabulary, vocabularySize, Unlisted.SKIP, truncation);
  }

  /** {@code load_data(start_char=1, index_from=2)}. */
  private static int[] allWords(int[] ranks) {
    int[] ids = new int[ranks.length + 1];
    ids[0] = 1;
    for (int i = 0; i < ranks.length; i++) {
      ids[i + 1] = ranks[i] + 2;
    }
    return ids;
  }

  /**
   * {@code load_data(num_words=10000, start_char=1, oov_char=2, index_from=2)}, then {@code
   * pad_sequences(maxlen=200, truncating='post')} without the padding.
   */
  private static int[] frequentWordsCutAtTheEnd(int[] ranks) {
    return Arrays.stream(allWords(ranks))
        .map(id -> id >= NUM_WORDS ? 2 : id)
        .limit(MAX_LENGTH)
        .toArray();
  }

  private void assertSequences(SequenceEncoder encoder, UnaryOperator<int[]> rule) {
    assertSequences("train", reviews.train(), encoder, keras.trainRanks(), rule);
    assertSequences("test", reviews.test(), encoder, keras.testRanks(), rule);
  }

  private static void assertSequences(
      String part,
      List<LabelledReview> reviews,
      SequenceEncoder encoder,
      int[][] ranks,
      UnaryOperator<int[]> rule) {
    assertThat(reviews).as(part + " reviews").hasSize(REVIEWS);
    assertThat(ranks.length).as(part + " sequences").isEqualTo(REVIEWS);
    int differing = 0;
    String first = "";
    for (int row = 0; row < REVIEWS; row++) {
      int[] ids = encoder.encode(reviews.get(row).text()).ids();
      int[] expected = rule.apply(ranks[row]);
      int position = Arrays.mismatch(ids, expected);
      if (position >= 0 && differing++ == 0) {
        first =
            "row %d (%s), position %d: id %s, Keras has %s"
                .formatted(
                    row,
                    reviews.get(row).id(),
                    position,
                    idAt(ids, position),
                    idAt(expected, position));
      }
    }
    if (differing > 0) {
      fail("%s: %d of %d rows differ, the first at %s", part, differing, REVIEWS, first);
    }
  }

  private static String idAt(int[] ids, int position) {
    return position < ids.length ? Integer.toString(ids[position]) : "none (ended)";
  }

  private static long[] labels(List<LabelledReview> reviews) {
    return reviews.stream().mapToLong(review -> review.positive() ? 1 : 0).toArray();
  }
}
