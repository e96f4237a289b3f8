package sentiment.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceFinderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          A film. It is good!  Why ?! (I know.)   ; A film. | It is good! | Why ?! | (I know.)
          in lower case . with spaces , apart ; in lower case . | with spaces , apart
          It cost 3.5 millions...and shows        ; It cost 3.5 millions...and shows
          a heading|and a line. more              ; a heading | and a line. | more
          ..... a word .                          ; a word .
          I liked it. 10/10 from me               ; I liked it. | 10/10 from me
          a heading<br /><BR>Then more.<br/>End   ; a heading | Then more. | End
          """)
  void shouldFindSentences(String review, String expected) {
    String text = review.replace('|', '\n');
    assertThat(
            sentences(text).stream()
                .map(s -> text.substring(s.start(), s.end()))
                .collect(Collectors.joining(" | ")))
        .isEqualTo(expected);
  }

  @Test
  void shouldSumUpWhatWasRead() {
    List<Sentence> sentences = sentences("One two. Three four five.");
    assertThat(sentences).extracting(Sentence::words).containsExactly(2, 3);
    assertThat(sentences.get(1).attention()).isCloseTo(0.3, within(1e-12));
    assertThat(sentences.get(1).contribution()).isEqualTo(3 + 4 + 5);
    assertThat(sentences.get(1).mean()).isEqualTo(4);
    List<WordContribution> blank = List.of(new WordContribution("\r", 4, 5, 0.1, 1));
    assertThat(new SentenceFinder("One.\r\n", blank).find())
        .as("a word of white space, as Keras' rule has them")
        .containsExactly(new Sentence(0, 5, 1, 0.1, 1));
    assertThat(new SentenceFinder("Not read. Nor this.", List.of()).find()).isEmpty();
    assertThat(new SentenceFinder("", List.of()).find()).isEmpty();
  }

  /** The n-th word has a tenth of the attention and contributes n. */
  private static List<Sentence> sentences(String review) {
    List<WordContribution> words = new ArrayList<>();
    Matcher word = Pattern.compile("[A-Za-z0-9]+(?![^<]*>)").matcher(review);
    while (word.find()) {
      words.add(
          new WordContribution(word.group(), word.start(), word.end(), 0.1, words.size() + 1.0));
    }
    return new SentenceFinder(review, words).find();
  }
}
