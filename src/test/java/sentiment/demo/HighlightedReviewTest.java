package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.demo.Words.word;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sentiment.explain.WordContribution;

class HighlightedReviewTest {

  private static final String OWN_ESCAPES = "\u001b\\[[0-9;]*m";

  @Test
  void shouldMarkWordsWithTheirSignOffATerminal() {
    String text = "A lovely, dull film";

    List<String> lines =
        plain(
            text,
            word(text, "lovely", 0.5, 1.5),
            word(text, "dull", 0.3, -1),
            word(text, "film", 0.1, 0));

    assertThat(lines).containsExactly("A [+lovely], [-dull] [film]");
  }

  @Test
  void shouldColourBySignAndEmphasiseByAttention() {
    String text = "A lovely, dull film";

    List<String> lines =
        ansi(
            text,
            word(text, "lovely", 0.5, 1.5),
            word(text, "dull", 0.15, -0.5),
            word(text, "film", 0.01, -1));

    assertThat(lines)
        .containsExactly(
            "A \u001b[1;30;42mlovely\u001b[0m, \u001b[4;31mdull\u001b[0m"
                + " \u001b[97;41mfilm\u001b[0m");
  }

  @Test
  void shouldShowControlCharactersInsteadOfObeyingThem() {
    String text = "good\u001b[2J\u009b31m \u0007bad\u202e\u0000\u007f\ufeff";

    assertThat(plain(text, word(text, "good", 1, 1)))
        .containsExactly("[+good]\\u001b[2J\\u009b31m \\u0007bad\\u202e\\u0000\\u007f\\ufeff");
    assertThat(String.join("", ansi(text, word(text, "good", 1, 1))).replaceAll(OWN_ESCAPES, ""))
        .isEqualTo("good\\u001b[2J\\u009b31m \\u0007bad\\u202e\\u0000\\u007f\\ufeff");
  }

  @Test
  void shouldShowControlCharactersInsideAttendedWords() {
    String text = "\u001b[31mgood";

    assertThat(plain(text, word(text, text, 1, 1))).containsExactly("[+\\u001b[31mgood]");
  }

  @Test
  void shouldSetLinesAsOneParagraph() {
    assertThat(plain("one\r\n\r\n two\tthree\u2028four")).containsExactly("one two three four");
  }

  @Test
  void shouldKeepEveryAttendedWordOfALongReview() {
    List<String> vocabulary = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      vocabulary.add("filler" + i);
    }
    String text = String.join(" ", vocabulary);
    WordContribution[] words = new WordContribution[10];
    for (int i = 0; i < words.length; i++) {
      words[i] = word(text, "filler" + (4999 - i * 555), 0.1, 1);
    }

    List<String> lines = plain(text, words);

    for (WordContribution word : words) {
      assertThat(String.join(" ", lines)).contains("[+" + word.text() + "]");
    }
    assertThat(lines).hasSizeLessThanOrEqualTo(4);
    assertThat(lines.get(0)).startsWith("… ");
  }

  @Test
  void shouldKeepTheMostAttendedWordsWhereNotAllFit() {
    String text = "x".repeat(70) + " " + "filler ".repeat(300) + "y".repeat(70);

    List<String> lines =
        lines(text, 50, 1, word(text, "y".repeat(70), 0.6, 1), word(text, "x".repeat(70), 0.4, 1));

    assertThat(String.join("", lines)).contains("yyy").doesNotContain("x");
  }

  @Test
  void shouldCutAWordThatIsLongerThanTheScreen() {
    String text = "a".repeat(100_000);

    List<String> lines = plain(text, word(text, text, 1, 1));

    assertThat(lines).hasSizeLessThanOrEqualTo(4).allMatch(line -> line.length() <= 60);
    assertThat(lines.get(lines.size() - 1)).endsWith("…");
  }

  @Test
  void shouldShowTheBeginningOfALongTextWithoutWords() {
    assertThat(lines("one two " + "three ".repeat(5000), 30, 1))
        .first()
        .asString()
        .startsWith("one two three");
  }

  @Test
  void shouldLeaveOutWordsThatAreNotInTheText() {
    assertThat(
            plain(
                "good",
                new WordContribution("good", 0, 40, 1, 1),
                new WordContribution("good", -1, 3, 1, 1),
                new WordContribution("", 2, 2, 1, 1)))
        .containsExactly("good");
  }

  @Test
  void shouldCountTwoColumnsForWideCharacters() {
    assertThat(lines("很久没有看到这么动人的国产片了", 10, 9)).allMatch(line -> line.length() <= 5);
    assertThat(lines("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4, 9))
        .containsExactly("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦");
  }

  @Test
  void shouldSetNothingForAnEmptyReview() {
    assertThat(plain("")).isEmpty();
    assertThat(plain(" \n ")).isEmpty();
  }

  @Test
  void shouldKeepToItsColumnsWhateverTheText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String text = randomText(random);
      List<WordContribution> words = new ArrayList<>();
      for (int i = 0; i < 8 && !text.isEmpty(); i++) {
        int start = random.nextInt(text.length());
        int end = Math.min(text.length(), start + 1 + random.nextInt(12));
        words.add(
            new WordContribution(
                text.substring(start, end), start, end, 0.1, random.nextGaussian()));
      }
      Collections.shuffle(words, random);

      for (String line : new HighlightedReview(text, words, true).lines(60, 3)) {
        String shown = line.replaceAll(OWN_ESCAPES, "");
        assertThat(SafeText.columns(SafeText.glyphs(shown, 0, shown.length(), 1000)))
            .as("seed %d, round %d", seed, round)
            .isLessThanOrEqualTo(60);
        assertThat(shown.codePoints().noneMatch(Character::isISOControl))
            .as("seed %d, round %d", seed, round)
            .isTrue();
      }
    }
  }

  private static String randomText(Random random) {
    int[] alphabet = {
      'a', 'b', 'c', ' ', ' ', '\n', 0x1b, 0x9b, '[', 'm', 0x301, 0x200D, 0x1F600, 0x1F3FB, 0x1F1E6,
      0x4E2D, 0xD800, 0xDC00, 0x202E, 0xAD, 0x5D0, 0xE0061, 0x10FFFF
    };
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(2000);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static List<String> plain(String text, WordContribution... words) {
    return lines(text, 60, 3, words);
  }

  private static List<String> lines(
      String text, int columns, int count, WordContribution... words) {
    return new HighlightedReview(text, List.of(words), false).lines(columns, count);
  }

  private static List<String> ansi(String text, WordContribution... words) {
    return new HighlightedReview(text, List.of(words), true).lines(60, 3);
  }
}
