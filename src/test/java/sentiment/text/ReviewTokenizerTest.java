package sentiment.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTokenizerTest extends TokenizerContract {

  ReviewTokenizerTest() {
    super(new ReviewTokenizer());
  }

  private List<String> words(String review) {
    return texts(tokenizer.tokenize(review));
  }

  @Test
  void shouldLowerCaseEveryScript() {
    assertThat(words("ÁLEX ЛЮБИТ кино İO")).containsExactly("álex", "любит", "кино", "i̇o");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't",
        "I DON'T",
        "I do n't",
        "I do n’t",
        "I don’t",
        "I don`t",
        "I don ' t",
        "I don 't",
        "I don&#39;t",
        "i do  n't",
        "I don‘t",
        "I do\u00a0n't"
      })
  void shouldReadEveryFormOfANegationAsOneWord(String review) {
    assertThat(words(review)).containsExactly("i", "don't");
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's I'm he'd we're I've they'll wo n't ai n't dog's"})
  void shouldReadEveryContractionAsOneWordPartedOrNot(String review) {
    List<String> joined = words(review);
    assertThat(joined).hasSize(9).contains("won't", "they'll");
    assertThat(words(review.replace("'", " '").replace("n 't", " n't"))).isEqualTo(joined);
    assertThat(words(review.replace(" n't", "n't").replace("'", " ' "))).isEqualTo(joined);
    assertThat(words("should n't 've")).isEqualTo(words("shouldn't've")).hasSize(1);
  }

  @Test
  void shouldSpanTheWholePartedWord() {
    String review = "It ’s GREAT , I do n't";
    assertThat(tokenizer.tokenize(review))
        .extracting(token -> token.surface(review))
        .containsExactly("It ’s", "GREAT", "I", "do n't");
  }

  @Test
  void shouldLeaveQuotedLettersAndOtherWordsApart() {
    assertThat(words("the 's' rock 'n' roll 're-make' dogs ' t said 'Mad'"))
        .containsExactly("the", "s", "rock", "n", "roll", "re", "make", "dogs", "t", "said", "mad");
    assertThat(words("'Don't' dogs' rock'n'roll is 'tis"))
        .containsExactly("don't", "dogs", "rock'n'roll", "is", "tis");
  }

  @Test
  void shouldSkipBracketNamesQuotesTagsAndEntities() {
    assertThat(words("`` great '' -LRB- so -lrb-he-rrb- said -RRB- rock &amp; roll &quot;a&#34;"))
        .containsExactly("great", "so", "he", "said", "rock", "roll", "a");
    assertThat(words("one<br /><br/>< br / ><BR>two <b>bold</b> x<br y <sarcasm> AT&T;"))
        .containsExactly("one", "two", "bold", "x", "br", "y", "sarcasm", "at", "t");
  }

  @Test
  void shouldShortenRepeatedLettersAndMarks() {
    assertThat(words("Sooooo GOOOOOD!!!!! ! ??"))
        .containsExactly("soo", "good", "!", "!", "!", "?", "?");
    assertThat(words("soooooooo")).isEqualTo(words("sooo"));
    assertThat(words("part III viii zzzzzz 1000000"))
        .containsExactly("part", "iii", "viii", "zzz", "1000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":)", ":-)", ": )", ": - )", ";)", "=)", ":))))", ":D", "<3", "🙂", "👍🏽", "❤️"})
  void shouldReadEverySmileAsOneWord(String smile) {
    assertThat(words("good " + smile)).containsExactly("good", ":)");
    assertThat(words("good " + smile + " food")).containsExactly("good", ":)", "food");
  }

  @ParameterizedTest
  @ValueSource(strings = {":(", ":-(", ": (", ": - (", ":'(", "=(", "👎", "😡"})
  void shouldReadEveryFrownAsOneWord(String frown) {
    assertThat(words("bad " + frown)).containsExactly("bad", ":(");
    assertThat(words("bad " + frown + " . food")).containsExactly("bad", ":(", "food");
  }

  @Test
  void shouldNotTakeColonsBracketsAndNumbersForFaces() {
    assertThat(words("cast: (in order) cast:(a) at 8:15, a:b :Design <30 🎬"))
        .containsExactly(
            "cast", "in", "order", "cast", "a", "at", "8", "15", "a", "b", "design", "30", "🎬");
  }

  @Test
  void shouldReadRawTokenisedUpperAndCurlyTextAlike() {
    List<String> pieces =
        List.of(
            "the film",
            "didn't",
            "it's",
            "won't",
            "(I'm sure)",
            "\"great\"",
            "good, really",
            "bad.",
            "dogs' food",
            "10/10",
            "we're",
            "well-made",
            "why?",
            "wow!",
            "<br />",
            "naïve");
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      List<String> chosen = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        chosen.add(pieces.get(random.nextInt(pieces.size())));
      }
      String raw = String.join(" ", chosen);
      List<String> expected = words(raw);
      assertThat(words(treebank(raw))).as("seed %d", seed).isEqualTo(expected);
      assertThat(words(spaced(raw))).as("seed %d", seed).isEqualTo(expected);
      assertThat(words(raw.toUpperCase(Locale.ROOT))).as("seed %d", seed).isEqualTo(expected);
      assertThat(words(raw.replace("'", "’"))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** As the Penn Treebank's tokenizer writes a text. */
  private static String treebank(String raw) {
    return raw.replace("n't", " n't")
        .replaceAll("(?<!n)'", " '")
        .replaceAll("\"(\\w+)\"", "`` $1 ''")
        .replaceAll("([.,!?/]) ?(?!>)", " $1 ")
        .replace("(", "-LRB- ")
        .replace(")", " -RRB-");
  }

  /** With blanks around every mark. */
  private static String spaced(String raw) {
    return raw.replaceAll("([^\\p{L}\\p{N} ])", " $1 ");
  }
}
