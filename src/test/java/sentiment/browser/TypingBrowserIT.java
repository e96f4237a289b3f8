package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypingBrowserIT extends PageTesting {

  private static final String BOX = "#view-try textarea";

  @Test
  void shouldShadeTheWordsOfATypedReviewAndAddThemUp() {
    open();
    browser.view("#/try");
    browser.type(BOX, "A wonderful film, but dull.");
    browser.await("score", () -> browser.text("#try-result .label").equals("positive"));

    assertThat(browser.text("#try-editor .p5")).isEqualTo("wonderful");
    assertThat(browser.text("#try-editor .against")).isEqualTo("dull");
    assertThat(browser.text("#try-editor .mirror")).startsWith("A wonderful film, but dull.");
    assertThat(browser.text("#try-result .sum")).contains("bias+0.050", "logit0.740");
    assertQuiet();
  }

  @Test
  void shouldShowMarkupAsItIsTyped() {
    open();
    browser.view("#/try");
    String typed = "<img src=x onerror=alert(1)> awful <br> <script>alert(1)</script>";
    browser.type(BOX, typed);
    browser.await("score", () -> browser.text("#try-editor .n5").equals("awful"));

    assertThat(browser.text("#try-editor .mirror")).startsWith(typed);
    assertThat(browser.count("main img, main script")).isZero();
    assertQuiet();
  }

  @Test
  void shouldShowTheScoreOfTheTextThatStandsThere() {
    open();
    browser.view("#/try");
    browser.type(BOX, "slow awful");
    Browser.pause(300); // the scorer has it, and takes its time
    browser.type(BOX, "wonderful");
    browser.await("score", () -> browser.text("#try-result .label").equals("positive"));
    Browser.pause(600); // the first answer is due by now

    assertThat(browser.text("#try-result .label")).isEqualTo("positive");
    assertThat(browser.text("#try-editor .mirror")).startsWith("wonderful");
  }

  @Test
  void shouldKeepWordsShadedThatAnEditDoesNotTouch() {
    open();
    browser.view("#/try");
    browser.type(BOX, "awful and wonderful");
    browser.await("score", () -> browser.count("#try-editor .p5") == 1);
    Object shaded =
        browser.js(
            "const box = document.querySelector(arguments[0]); box.setRangeText('slow ', 6, 6);"
                + "box.dispatchEvent(new Event('input'));"
                + "return [...document.querySelectorAll('#try-editor .w')].map(e => e.textContent)",
            BOX);
    assertThat(shaded).isEqualTo(List.of("awful", "and", "wonderful"));
  }

  @Test
  void shouldSayWhyATextHasNoScore() {
    open();
    browser.view("#/try");
    browser.type(BOX, "...");
    browser.await("reason", () -> browser.text("#try-result").contains("no words in it"));
    assertThat(browser.count("#try-result .gauge")).isZero();
  }

  @Test
  void shouldSayThatScoringIsOff() {
    scorer.offerScores(false);
    open();
    browser.view("#/try");
    assertThat(browser.find("#view-try .scoring-off").isDisplayed()).isTrue();
    assertThat(browser.find(BOX).isDisplayed()).isFalse();
    assertQuiet();
  }

  @Test
  void shouldOpenTheTypedReviewInDetail() {
    open();
    browser.view("#/try");
    browser.type(BOX, "An awful zzfilm " + "of no interest ".repeat(30));
    browser.await("score", () -> browser.count("#try-result a.button") == 1);
    browser.click("#try-result a.button");
    browser.await("detail", () -> browser.text("#review-title").equals("Your text"));

    assertThat(browser.text("#review .unknown")).isEqualTo("zzfilm");
    assertThat(browser.text("#review .cut")).contains("interest");
    assertThat(browser.count("#review .plot rect")).isEqualTo(60);
    browser.click("#review summary");
    browser.await("table", () -> browser.count("#review tbody tr") == 60);
    assertThat(browser.text("#back-name")).isEqualTo("Try it");
    assertQuiet();
  }

  @Test
  void shouldMarkWhatTwoTextsDoNotShare() {
    open();
    browser.view("#/compare");
    browser.await("example", () -> browser.count(".changes tbody tr") > 0);
    browser.type("#compare-editor-a textarea", "A good film about bees");
    browser.type("#compare-editor-b textarea", "A bad film about bees");
    browser.await(
        "difference",
        () -> browser.text(".changes tbody tr:first-child").contains("good \u2192 bad"));

    assertThat(browser.text("#compare-editor-a .only")).isEqualTo("good");
    assertThat(browser.text("#compare-editor-b .only")).isEqualTo("bad");
    assertThat(browser.count(".mirror .only")).isEqualTo(2);
    assertThat(browser.text("#compare-difference .sum"))
        .contains("words that differ\u22121.600", "change of the logit\u22121.600");
    assertQuiet();
  }
}
