package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class LiveListBrowserIT extends PageTesting {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void shouldShowReviewsNewestFirstWithTheirWordsShaded() {
    open();
    scorer.review("first", "a wonderful film");
    scorer.review("second", "an awful film");
    awaitRows(2);

    List<WebElement> rows = browser.findAll(".entry");
    assertThat(rows.get(0).getText()).contains("negative", "an awful film", "second", "12");
    assertThat(rows.get(1).getText()).contains("positive", "a wonderful film", "first");
    assertThat(browser.text(".entry:first-child .n5")).isEqualTo("awful");
    assertThat(browser.text(".entry:last-child .p5.a3")).isEqualTo("wonderful");
    assertThat(browser.find("a.verdict").getAccessibleName())
        .contains("negative", "review second", "minus awful");
    assertQuiet();
  }

  @Test
  void shouldShowMarkupInAReviewAsText() {
    String hostile =
        "<script>window.ran = true</script> <img src=x onerror='window.ran = true'> wonderful"
            + " <br /><svg onload='window.ran = true'>";
    open();
    scorer.review("<b>id</b>", hostile);
    scorer.send(
        "rejected",
        JSON.objectNode()
            .put("review_id", "r")
            .put("rejected", "UNDECODABLE")
            .put("detail", "<img src=x onerror='window.ran = true'>"));
    awaitRows(2);

    assertThat(browser.text(".entry:last-child .text")).contains("<script>window.ran = true<");
    assertThat(browser.text(".entry:last-child .meta")).contains("<b>id</b>");
    browser.click(".entry:last-child a.verdict");
    browser.await("detail", () -> browser.count("#review .w") > 0);
    assertThat(browser.text("#review .text")).contains("<img src=x onerror='window.ran = true'>");
    assertThat(browser.count("main img, main script, main b, .text svg")).isZero();
    assertThat(browser.js("return window.ran === undefined")).isEqualTo(true);
    assertQuiet();
  }

  @Test
  void shouldCountWhatArrivesWhileItIsPaused() {
    open();
    scorer.review("first", "a good film");
    awaitRows(1);
    browser.click("#pause");
    for (int i = 0; i < 7; i++) {
      scorer.review("later-" + i, "a dull film");
    }
    browser.await("count", () -> browser.text("#fresh").equals("7\u00a0new reviews"));
    assertThat(browser.count(".entry")).isEqualTo(1);

    browser.click("#pause");
    awaitRows(8);
    assertThat(browser.find("#fresh").isDisplayed()).isFalse();
    assertThat(browser.text(".entry:first-child .meta")).contains("later-6");
  }

  @Test
  void shouldFilterByLabelTextProbabilityAndWhatTheModelMissed() {
    open();
    scorer.review("pos", "a wonderful film");
    scorer.review("neg", "an awful film");
    scorer.review("odd", "a good zzfilm");
    scorer.review("long", "dull ".repeat(80));
    scorer.send(
        "rejected",
        JSON.objectNode()
            .put("review_id", "r")
            .put("rejected", "EMPTY_TEXT")
            .put("detail", "none"));
    awaitRows(5);

    browser.click("input[value=positive]");
    assertRows("odd", "pos");
    browser.click("input[value=rejected]");
    assertRows("r");
    browser.click("#clear");
    browser.await("all", () -> browser.count(".entry") == 5);
    browser.type("input[name=text]", "WONDERFUL");
    assertRows("pos");
    browser.click("#clear");
    browser.click("input[name=unknown]");
    assertRows("odd");
    browser.click("#clear");
    browser.click("input[name=cut]");
    assertRows("long");
    browser.click("#clear");
    for (int i = 0; i < 40; i++) {
      browser.find("input[name=max]").sendKeys(Keys.ARROW_LEFT);
    }
    assertThat(browser.text("#range-value")).isEqualTo("0.00 \u2013 0.60");
    assertRows("long", "neg");
    browser.type("input[name=text]", "nothing has this");
    browser.await("word of it", () -> browser.text("#feed-empty").contains("None of the last 5"));
    assertQuiet();
  }

  private static void assertRows(String... ids) {
    browser.await(
        String.join(", ", ids),
        () ->
            browser
                .js(
                    "return [...document.querySelectorAll('.entry .meta span:first-child')]"
                        + ".map(e => e.textContent)")
                .equals(List.of(ids)));
  }

  @Test
  void shouldShortenALongReviewAroundWhatDecided() {
    open();
    String filler = "and then they went on to the next scene of it ".repeat(4);
    scorer.review("long", filler + "which was awful indeed " + filler.repeat(5));
    awaitRows(1);
    assertThat(browser.text(".entry .text")).contains("awful", "\u2026").hasSizeLessThan(400);

    browser.click(".entry button");
    assertThat(browser.text(".entry .text")).hasSizeGreaterThan(1000).doesNotContain("\u2026");
    assertThat(browser.find(".entry button").getAttribute("aria-expanded")).isEqualTo("true");
  }

  @Test
  void shouldStayAliveAtFiveThousandEventsASecond() {
    open();
    browser.js(
        "window.frames_ = 0; const f = () => { window.frames_++; requestAnimationFrame(f) }; f()");
    scorer.flood(5_000, 10_000, "a long and wonderful film ".repeat(12));
    long framesBefore = (Long) browser.js("return window.frames_");
    long rowsBefore = browser.count(".entry");
    Thread more = new Thread(() -> scorer.flood(5_000, 20_000, "an awful film ".repeat(12)));
    more.start();
    browser.await("rows", () -> browser.count(".n5, .n4") > 0);
    browser.click("#pause");

    assertThat(browser.text("#pause-text")).isEqualTo("Resume");
    browser.await("count", () -> browser.text("#fresh").contains("new reviews"));
    assertThat(rowsBefore).isBetween(1L, 200L);
    browser.await(
        "frames while events go on",
        () -> (Long) browser.js("return window.frames_") > framesBefore + 20);
    assertThat(more.isAlive()).as("the flood is over too soon to tell").isTrue();
    scorer.close();
    assertThat(browser.count(".entry")).isLessThanOrEqualTo(200);
  }

  @Test
  void shouldLeadToAReviewAndBackByTheKeyboardAlone() {
    open();
    scorer.review("first", "a good film");
    scorer.review("second", "an awful wonderful film");
    scorer.review("third", "a bad film");
    awaitRows(3);

    browser.js("document.querySelector('[name=cut]').focus()");
    browser.press(Keys.TAB);
    assertThat(focused()).contains("third");
    browser.press(Keys.ARROW_DOWN);
    assertThat(focused()).contains("second");
    browser.press(Keys.ENTER);
    browser.await("detail", () -> browser.text("#review-title").equals("second"));
    assertThat((String) browser.js("return location.hash")).isEqualTo("#/review/second");
    browser.js("document.querySelector('[role=slider]').focus()");
    browser.press(Keys.HOME, Keys.ARROW_RIGHT);
    assertThat(browser.find("[role=slider]").getAttribute("aria-valuetext"))
        .startsWith("word 2 of 4: awful, attention ");
    assertThat(browser.text("#review .at")).isEqualTo("awful");
    browser.press(Keys.ESCAPE);
    browser.await("list", () -> focused().contains("second"));

    browser.press(Keys.ENTER);
    browser.await("detail", () -> browser.text("#review-title").equals("second"));
    browser.back();
    browser.await("list", () -> focused().contains("second"));
    assertQuiet();
  }

  private static String focused() {
    return (String) browser.js("return document.activeElement.textContent");
  }

  @Test
  void shouldConnectAgainByItself() {
    open();
    scorer.review("before", "a good film");
    awaitRows(1);
    scorer.drop();
    browser.await("second connection", () -> scorer.connections() == 1 && state().equals("live"));
    scorer.review("after", "a bad film");
    awaitRows(2);
  }

  @Test
  void shouldShowNumbersAndTheModel() {
    open();
    scorer.send(
        "stats",
        JSON.objectNode()
            .put("time", 1L)
            .put("scored_per_second", 600)
            .put("rejected_per_second", 2)
            .put("p50_ms", 14.2)
            .put("p95_ms", 120.0)
            .putNull("p99_ms")
            .put("batch_size", 31.5)
            .put("buffered", 12)
            .put("positive_share", 0.61)
            .put("sampled_out", 580));
    browser.await("numbers", () -> browser.text("#stat-scored").equals("600"));
    assertThat(browser.text(".stats"))
        .contains("14\u202fms", "120\u202fms", "31.5", "12", "61\u202f%", "stub", "01234567");
    scorer.send(
        "model", JSON.objectNode().set("model", StubScores.model().put("version", "second")));
    awaitRows(1);
    assertThat(browser.text("#stat-version")).isEqualTo("second");
    assertThat(browser.text(".entry")).contains("stub second");
    assertQuiet();
  }
}
