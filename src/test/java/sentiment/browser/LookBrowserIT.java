package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

class LookBrowserIT extends PageTesting {

  private static final double LEAST_CONTRAST = 4.5;

  @ParameterizedTest
  @CsvSource({"light,1280", "light,390", "dark,1280", "dark,390", "light,360", "dark,640"})
  void shouldFitInEveryView(String scheme, int width) throws Exception {
    browser.look(width, 844, scheme);
    open();
    scorer.review("long", "A wonderful film " + "with a zzword and a dull part ".repeat(20));
    scorer.review("x".repeat(300), "w".repeat(3_000) + " awful");
    scorer.review(
        "rtl",
        "\u0641\u064a\u0644\u0645 \u0631\u0627\u0626\u0639 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 good!");
    awaitRows(3);
    check("live", scheme, width);
    for (String id : List.of("long", "rtl", "x".repeat(300), "unheard-of")) {
      browser.view("#/review/" + id);
      check("review", scheme, width);
    }
    browser.view("#/try");
    browser.type(
        "#view-try textarea",
        "An awful film " + "\u05e9\u05dc\u05d5\u05dd ".repeat(30) + "z".repeat(300));
    browser.await("score", () -> browser.count("#try-result .gauge") == 1);
    check("try", scheme, width);
    browser.view("#/compare");
    browser.await("example", () -> browser.count(".changes tbody tr") > 0);
    check("compare", scheme, width);
    assertQuiet();
  }

  private static void check(String view, String scheme, int width) throws Exception {
    Long overflow = (Long) browser.js("return document.documentElement.scrollWidth - innerWidth");
    assertThat(overflow).as("overflow of %s at %d px", view, width).isLessThanOrEqualTo(0);
    assertNamed(view);
    assertThat(Axe.violations(browser)).as("%s, %s, %d px", view, scheme, width).isEmpty();
    browser.screenshot(
        Path.of("target/screenshots/stub", view + "-" + scheme + "-" + width + ".png"));
  }

  private static void assertNamed(String view) {
    for (WebElement element :
        browser.findAll("a[href], button, input, textarea, summary, [role], section, nav")) {
      if (element.isDisplayed() && !"status".equals(element.getDomAttribute("role"))) {
        assertThat(element.getAccessibleName())
            .as("name in %s of %s", view, element.getDomProperty("outerHTML"))
            .isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"light", "dark"})
  void shouldKeepTextReadableOnEveryShade(String scheme) {
    browser.look(1280, 860, scheme);
    open();
    Object contrasts =
        browser.js(
            """
            const place = document.getElementById('feed-empty');
            const luminance = (css) => {
              const [r, g, b] = css.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
                .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const contrasts = {};
            for (const shade of ['p1', 'p2', 'p3', 'p4', 'p5', 'n1', 'n2', 'n3', 'n4', 'n5']) {
              const span = document.createElement('span');
              span.className = shade;
              document.getElementById('entries').append(span);
              const style = getComputedStyle(span);
              const [a, b] = [luminance(style.color), luminance(style.backgroundColor)];
              contrasts[shade] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              span.remove();
            }
            return contrasts;
            """);
    assertThat((Map<?, ?>) contrasts)
        .hasSize(10)
        .allSatisfy(
            (shade, contrast) ->
                assertThat(((Number) contrast).doubleValue())
                    .as("%s in %s", shade, scheme)
                    .isGreaterThanOrEqualTo(LEAST_CONTRAST));
  }

  @Test
  void shouldKeepTheThemeThatWasChosen() {
    open();
    String light = background();
    browser.click("#theme");
    assertThat(browser.find("#theme").getAttribute("aria-pressed")).isEqualTo("true");
    String dark = background();
    assertThat(dark).isNotEqualTo(light);
    browser.reload();
    assertThat(background()).isEqualTo(dark);
    browser.click("#theme");
    assertThat(background()).isEqualTo(light);
  }

  private static String background() {
    return (String) browser.js("return getComputedStyle(document.body).backgroundColor");
  }
}
