package sentiment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sentiment.text.SequenceEncoder.Unlisted;

class SequenceEncoderTest {

  private static final Vocabulary WORDS =
      Vocabulary.of(List.of("<pad>", "<start>", "<unknown>", "the", "film", "good", "rare"));

  private static SequenceEncoder encoder(Unlisted unlisted, Truncation truncation) {
    return new SequenceEncoder(new KerasTokenizer(), WORDS, 6, unlisted, truncation);
  }

  @Test
  void shouldSkipUnlistedWordsAndCallRareOnesUnknown() {
    EncodedReview review =
        encoder(Unlisted.SKIP, Truncation.atEnd(9)).encode("The zebra rare good");
    assertThat(review.ids()).containsExactly(1, 3, 2, 5);
    assertThat(review.tokenOf()).containsExactly(-1, 0, 2, 3);
    assertThat(review.tokens()).hasSize(4);
    assertThat(review.tokensUsed()).isEqualTo(3);
    assertThat(review.tokensUnknown()).isEqualTo(1);
  }

  @Test
  void shouldCallUnlistedWordsUnknown() {
    EncodedReview review =
        encoder(Unlisted.UNKNOWN, Truncation.atEnd(9)).encode("The zebra rare good");
    assertThat(review.ids()).containsExactly(1, 3, 2, 2, 5);
    assertThat(review.tokensUnknown()).isEqualTo(2);
  }

  @Test
  void shouldCutAtTheEndWithTheStartMarkerCounted() {
    EncodedReview review =
        encoder(Unlisted.SKIP, Truncation.atEnd(3)).encode("the film the good film");
    assertThat(review.ids()).containsExactly(1, 3, 4);
    assertThat(review.tokensUsed()).isEqualTo(2);
  }

  @Test
  void shouldKeepHeadAndTail() {
    EncodedReview review =
        encoder(Unlisted.SKIP, new Truncation(2, 2)).encode("the film the film good film");
    assertThat(review.ids()).containsExactly(1, 3, 5, 4);
    assertThat(review.tokenOf()).containsExactly(-1, 0, 4, 5);
  }

  @Test
  void shouldGiveTheStartMarkerAloneForATextWithoutWords() {
    assertThat(encoder(Unlisted.SKIP, Truncation.atEnd(3)).encode(" .,").ids()).containsExactly(1);
  }

  @Test
  void shouldPadAtTheEnd() {
    EncodedReview review = encoder(Unlisted.SKIP, Truncation.atEnd(5)).encode("good");
    assertThat(review.padded(5)).containsExactly(1, 5, 0, 0, 0);
  }

  @Test
  void shouldNeverTakeAMarkersNameForTheMarker() {
    Vocabulary vocabulary =
        new VocabularyBuilder()
            .add(List.of(new Token("<pad>", 0, 5), new Token("a", 6, 7)))
            .build(10, 1);
    assertThat(vocabulary.size()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Unlisted.class)
  void shouldKeepItsBoundsForRandomText(Unlisted unlisted) {
    for (int seed = 0; seed < 1000; seed++) {
      String text = RandomText.next(new Random(seed), 60);
      Truncation truncation = new Truncation(4, seed % 5);
      EncodedReview review =
          new SequenceEncoder(new ReviewTokenizer(), WORDS, 6, unlisted, truncation).encode(text);
      assertThat(review.length()).as("seed %d", seed).isBetween(1, truncation.length());
      assertThat(review.ids()[0]).isEqualTo(Vocabulary.START);
      for (int i = 1; i < review.length(); i++) {
        assertThat(review.ids()[i]).as("seed %d", seed).isBetween(2, 5);
        assertThat(review.tokenOf()[i]).as("seed %d", seed).isGreaterThan(review.tokenOf()[i - 1]);
      }
    }
  }

  @Test
  void shouldRefuseAVocabularySizeThatDoesNotFit() {
    assertThatThrownBy(
            () ->
                new SequenceEncoder(
                    new KerasTokenizer(), WORDS, 8, Unlisted.SKIP, Truncation.atEnd(3)))
        .hasMessage("vocabulary size 8: expected 4 to 7");
  }

  @Test
  void shouldOrderTheVocabularyByCountThenByFirstSight() {
    KerasTokenizer tokenizer = new KerasTokenizer();
    VocabularyBuilder builder = new VocabularyBuilder();
    builder.add(tokenizer.tokenize("b a c a")).add(tokenizer.tokenize("c d"));
    Vocabulary vocabulary = builder.build(6, 1);
    assertThat(vocabulary.toLines()).isEqualTo("<pad>\n<start>\n<unknown>\na\nc\nb\n");
    assertThat(builder.build(100, 2).size()).isEqualTo(5);
  }

  @Test
  void shouldReadTheVocabularyItWrote() throws IOException {
    Vocabulary odd = Vocabulary.of(List.of("<pad>", "<start>", "<unknown>", "a\u0085b", "c\rd"));
    Vocabulary read = Vocabulary.read(new StringReader(odd.toLines()));
    assertThat(read.toLines()).isEqualTo(odd.toLines());
    assertThat(read.id("c\rd")).hasValue(4);
    assertThat(read.id("nothing")).isEmpty();
  }

  @Test
  void shouldRefuseAWordThatOccursTwice() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("<pad>", "<start>", "<unknown>", "a", "b", "a")))
        .hasMessage("vocabulary line 6: word 'a' occurs twice");
  }

  @Test
  void shouldSayWhatWasNotSeen() {
    assertThat(EncodedReview.unseen(5, 5, 0)).isEmpty();
    assertThat(EncodedReview.unseen(5, 3, 0)).isEqualTo("2 of 5 words not read");
    assertThat(EncodedReview.unseen(2, 2, 1)).as("a name").isEqualTo("1 unknown");
    assertThat(EncodedReview.unseen(10, 9, 2))
        .as("less than a quarter")
        .isEqualTo("1 of 10 words not read, 2 unknown");
    assertThat(EncodedReview.unseen(1, 1, 1)).isEqualTo("1 unknown: is this English?");
    assertThat(EncodedReview.unseen(6, 6, 2)).isEqualTo("2 unknown: is this English?");
  }
}
