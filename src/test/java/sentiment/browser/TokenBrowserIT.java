package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class TokenBrowserIT extends PageTesting {

  @Test
  void shouldAskForTheTokenAndKeepItForTheTab() {
    scorer.demand("right");
    browser.visit(scorer.address());
    browser.await("dialog", () -> browser.find("#token-dialog").isDisplayed());
    assertThat(browser.find("#token-refused").isDisplayed()).isFalse();

    browser.press("wrong", Keys.ENTER);
    browser.await("refusal", () -> browser.find("#token-refused").isDisplayed());
    browser.press("right", Keys.ENTER);
    browser.await("connection", () -> state().equals("live"));
    assertThat(browser.find("#token-dialog").isDisplayed()).isFalse();

    browser.reload();
    browser.await("connection", () -> state().equals("live"));
    browser.view("#/try");
    browser.type("#view-try textarea", "a wonderful film");
    browser.await("score", () -> browser.text("#try-result .label").equals("positive"));
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("401"));
  }

  @Test
  void shouldLeaveAWayToTheTokenWhenItIsPutOff() {
    scorer.demand("right");
    browser.visit(scorer.address());
    browser.await("dialog", () -> browser.find("#token-dialog").isDisplayed());
    browser.press(Keys.ESCAPE);
    browser.await("notice", () -> browser.find("#notice").isDisplayed());
    browser.click("#notice-action");
    browser.await("dialog", () -> browser.find("#token-dialog").isDisplayed());
    browser.complaints(); // the browser notes each 401
  }
}
