package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.demo.Words.word;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ScoringResult;

class ResultPrinterTest {

  private static final String TEXT = "A lovely film";

  /** What a score of {@link Scores} has to say of it. */
  private static final String UNSEEN = "  1 of 3 words not read, 1 unknown";

  @Test
  void shouldShowAScoreWithItsReview() {
    DemoReview review = new DemoReview("id", TEXT, "film", true);

    assertThat(plain(Scores.score(0.8, word(TEXT, "lovely", 1, 2)), review))
        .containsExactly(
            "################.... 0.800 POSITIVE  id film" + UNSEEN, "  A [+lovely] film");
  }

  @Test
  void shouldSaySoWhenTheLabelDisagrees() {
    assertThat(plain(Scores.score(0.2), new DemoReview("id", TEXT, "", true)).get(0))
        .isEqualTo("####................ 0.200 NEGATIVE  id  labelled POSITIVE" + UNSEEN);
    assertThat(plain(Scores.score(0.2), new DemoReview("id", TEXT, "", null)).get(0))
        .isEqualTo("####................ 0.200 NEGATIVE  id" + UNSEEN);
  }

  @Test
  void shouldFillTheBarByProbability() {
    assertThat(plain(Scores.score(0.001), null).get(0)).startsWith("....................");
    assertThat(plain(Scores.score(0.999), null).get(0)).startsWith("####################");
  }

  @Test
  void shouldColourOnATerminal() {
    assertThat(print(Scores.score(0.8), new DemoReview("id", "", "", null), true))
        .containsExactly(
            "\u001b[32m████████████████░░░░\u001b[0m 0.800 \u001b[32mPOSITIVE \u001b[0m id"
                + "\u001b[2m"
                + UNSEEN
                + "\u001b[0m");
  }

  @Test
  void shouldShowARejectionWithItsReason() {
    Rejection rejection = new Rejection("id", RejectionReason.EMPTY_TEXT, "no words");

    assertThat(plain(rejection, new DemoReview("id", "?!", "odd", null)))
        .containsExactly("rejected: EMPTY_TEXT                 id odd", "  no words", "  ?!");
  }

  @Test
  void shouldShowTheWordsOfAReviewThatOthersSent() {
    String text = "What a really lovely film that was";

    assertThat(
            plain(Scores.score(0.8, word(text, "lovely", 1, 2), word(text, "film", 0.5, -1)), null))
        .contains("  … [+lovely] [-film]");
  }

  @Test
  void shouldNotPassOnEscapesFromAnywhere() {
    String evil = "\u001b]0;owned\u0007";
    DemoReview review = new DemoReview(evil, evil, evil, false);
    List<ScoringResult> results =
        List.of(
            Scores.score(evil, 0.8, word(evil, evil, 1, 1)),
            new Rejection(evil, RejectionReason.UNDECODABLE, evil));
    for (ScoringResult result : results) {
      shouldBeHarmless(result, review);
      shouldBeHarmless(result, null);
    }
  }

  private static void shouldBeHarmless(ScoringResult result, @Nullable DemoReview review) {
    assertThat(String.join("", plain(result, review)))
        .doesNotContain("\u001b", "\u0007")
        .contains("\\u001b]0;owned\\u0007");
    assertThat(String.join("", print(result, review, true))).doesNotContain("\u001b]", "\u0007");
  }

  private static List<String> plain(ScoringResult result, @Nullable DemoReview review) {
    return print(result, review, false);
  }

  private static List<String> print(
      ScoringResult result, @Nullable DemoReview review, boolean ansi) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(bytes, true, UTF_8), 80, ansi);
    new ResultPrinter(screen).print(result, review);
    return bytes.toString(UTF_8).lines().toList();
  }
}
