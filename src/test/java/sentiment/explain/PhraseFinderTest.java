package sentiment.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sentiment.text.Span;

class PhraseFinderTest {

  /** Each word is followed by its contribution; {@code _} was not read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a:1 lovely:9 film:8 awful:-9 end:-8       | lovely film, awful end
          a:1 good:9 and:1 lovely:9 film:1          | good and lovely
          good:9 and:1 so:1 lovely:9                | good, lovely
          good:9 but:-1 lovely:9                    | good, lovely
          so:1 good:9. Lovely:9 film:1              | good, Lovely
          good:9 !:9 !:9 Lovely:9                   | good ! !, Lovely
          good:9<br />lovely:9                      | good, lovely
          good:9; lovely:9                          | good, lovely
          8:9.5:9 points:9                          | 8.5 points
          good:9 _ lovely:9                         | good, lovely
          good:9 lovely:9 _                         | good lovely
          _ not:1 _ good:9                          | good
          good:9 - lovely:9                         | good - lovely
          none:0 at:0 all:0                         |
          it:1 was:1 not:0 very:1 good:9            | not very good
          it:1 isn't:-1 good:9 fun:9 at:1           | isn't good fun
          Never:-1 a:1 very:1 very:1 good:9         | good
          good:9 not:1 bad:9                        | good, not bad
          not:1, good:9                             | good
          not:9 a:-1 film:-1                        | not
          good:9 € great:9                          | good € great
          """)
  void shouldMergeNeighboursOfOneSign(String marked, String expected) {
    assertThat(phrases(marked)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void shouldAddUpAttentionAndContributions() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      StringBuilder review = new StringBuilder();
      List<WordContribution> words = new ArrayList<>();
      List<Span> unread = new ArrayList<>();
      for (int i = 0; i < random.nextInt(40); i++) {
        String word = random.nextInt(6) == 0 ? "not" : "w";
        int start = review.length();
        int end = start + word.length();
        String behind = List.of(". ", " \u00d7 ", " ", " ").get(random.nextInt(4));
        if (behind.equals(" \u00d7 ")) {
          unread.add(new Span(end + 1, end + 2));
        }
        review.append(word).append(behind);
        double contribution = random.nextGaussian() * random.nextDouble();
        words.add(new WordContribution(word, start, end, random.nextDouble() / 40, contribution));
      }
      int end = 0;
      for (Phrase phrase : new PhraseFinder(review.toString(), words, unread).find()) {
        assertThat(phrase.start()).isGreaterThanOrEqualTo(end);
        end = phrase.end();
        List<WordContribution> own =
            words.stream()
                .filter(word -> word.start() >= phrase.start() && word.end() <= phrase.end())
                .toList();
        assertThat(phrase.contribution())
            .isCloseTo(
                own.stream().mapToDouble(WordContribution::contribution).sum(), within(1e-12));
        assertThat(phrase.attention())
            .isCloseTo(own.stream().mapToDouble(WordContribution::attention).sum(), within(1e-12));
        assertThat(review.substring(phrase.start(), phrase.end())).doesNotContain("\u00d7", ".");
        double side = Math.signum(own.get(own.size() - 1).contribution());
        assertThat(own)
            .filteredOn(word -> Math.signum(word.contribution()) != side)
            .as("of one sign, but for a negation and what it comes before")
            .hasSizeLessThanOrEqualTo(own.get(0).text().equals("not") ? 3 : 0);
      }
    }
  }

  private static List<Span> unread(StringBuilder review) {
    return Pattern.compile("_")
        .matcher(review)
        .results()
        .map(part -> new Span(part.start(), part.end()))
        .toList();
  }

  private static String phrases(String marked) {
    StringBuilder review = new StringBuilder();
    List<WordContribution> words = new ArrayList<>();
    int i = 0;
    while (i < marked.length()) {
      int colon = marked.indexOf(':', i);
      if (colon < 0) {
        review.append(marked.substring(i));
        break;
      }
      int start = colon;
      while (start > i && " .<>/();-".indexOf(marked.charAt(start - 1)) < 0) {
        start--;
      }
      int end = colon + 1;
      while (end < marked.length() && "-0123456789".indexOf(marked.charAt(end)) >= 0) {
        end++;
      }
      review.append(marked, i, start);
      String text = marked.substring(start, colon);
      words.add(
          new WordContribution(
              text,
              review.length(),
              review.length() + text.length(),
              0.1,
              Double.parseDouble(marked.substring(colon + 1, end))));
      review.append(text);
      i = end;
    }
    List<String> texts =
        new PhraseFinder(review.toString(), words, unread(review))
            .find().stream().map(phrase -> review.substring(phrase.start(), phrase.end())).toList();
    return String.join(", ", texts);
  }
}
