package sentiment.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KerasTokenizerTest extends TokenizerContract {

  KerasTokenizerTest() {
    super(new KerasTokenizer());
  }

  @Test
  void shouldLowerCaseAsciiOnly() {
    assertThat(texts(tokenizer.tokenize("Álex LOVED It"))).containsExactly("Álex", "loved", "it");
  }

  @Test
  void shouldKeepApostrophesAndMakeLineBreaksWords() {
    assertThat(texts(tokenizer.tokenize("'the movies' don't<br /><br />end_here")))
        .containsExactly("'the", "movies'", "don't", "br", "br", "end", "here");
  }

  @Test
  void shouldSplitAtTheSpaceAndNoOtherWhiteSpace() {
    assertThat(texts(tokenizer.tokenize("a\u00a0b c\u0085d\te\nf\rg")))
        .containsExactly("a\u00a0b", "c\u0085d", "e", "f\rg");
  }

  @Test
  void shouldAgreeWithTheRuleWrittenAsReplacementsForRandomText() {
    for (int seed = 0; seed < 2000; seed++) {
      String text = RandomText.next(new Random(seed), 30);
      StringBuilder plain = new StringBuilder();
      for (char c : text.toCharArray()) {
        boolean separates = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n".indexOf(c) >= 0;
        plain.append(separates ? ' ' : c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
      }
      assertThat(texts(tokenizer.tokenize(text)))
          .as("seed %d", seed)
          .isEqualTo(Stream.of(plain.toString().split(" ", -1)).filter(w -> !w.isEmpty()).toList());
    }
  }
}
