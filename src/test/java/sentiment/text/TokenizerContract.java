package sentiment.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link Tokenizer} promises, held against random text; a failure names the seed. */
abstract class TokenizerContract {

  private static final int TEXTS = 3000;

  final Tokenizer tokenizer;

  TokenizerContract(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Test
  void shouldFindItselfById() {
    assertThat(Tokenizer.byId(tokenizer.id())).hasSameClassAs(tokenizer);
  }

  @Test
  void shouldGiveNoTokensForAnEmptyText() {
    assertThat(tokenizer.tokenize("")).isEmpty();
  }

  @Test
  void shouldKeepItsPromisesForRandomText() {
    for (int seed = 0; seed < TEXTS; seed++) {
      String text = RandomText.next(new Random(seed), 40);
      List<Token> tokens = tokenizer.tokenize(text);
      int end = 0;
      for (Token token : tokens) {
        assertThat(token.start()).as("seed %d", seed).isGreaterThanOrEqualTo(end);
        assertThat(token.end()).as("seed %d", seed).isBetween(token.start() + 1, text.length());
        assertThat(splitsPair(text, token.start()) || splitsPair(text, token.end()))
            .as("seed %d splits a surrogate pair", seed)
            .isFalse();
        assertThat(token.text()).as("seed %d", seed).isNotEmpty();
        end = token.end();
      }
      assertThat(tokenizer.tokenize(text)).as("seed %d", seed).isEqualTo(tokens);
    }
  }

  @Test
  void shouldHandleHugeTexts() {
    String word = "a".repeat(5_000_000);
    String words = "ab ".repeat(1_000_000);
    assertTimeout(
        Duration.ofSeconds(30),
        () -> {
          assertThat(tokenizer.tokenize(word)).hasSize(1);
          assertThat(tokenizer.tokenize(words)).hasSize(1_000_000);
        });
  }

  private static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }

  static List<String> texts(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }
}
