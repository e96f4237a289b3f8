package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.JudgedReview;
import sentiment.model.ModelBundle;
import sentiment.report.EvaluationReport;

/** The report of an evaluation, opened from disk. */
@Tag("browser")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReportBrowserIT {

  @TempDir private Path folder;

  @Test
  void shouldNeedNothingElseAndShutNobodyOut() throws Exception {
    Path page = report().write(folder.resolve("report"));
    try (Browser browser = Browser.start(folder.resolve("profile"))) {
      browser.visit(page.toUri().toString());
      assertThat(browser.count("figure svg")).isEqualTo(7);
      assertThat(browser.js("return performance.getEntriesByType('resource').length"))
          .isEqualTo(0L);
      assertThat(browser.complaints()).isEmpty();
      for (String scheme : List.of("light", "dark")) {
        browser.look(1280, 860, scheme);
        assertThat(Axe.violations(browser)).as(scheme).isEmpty();
      }
      browser.look(390, 800, "light");
      assertThat(browser.js("return document.documentElement.scrollWidth")).isEqualTo(390L);
      browser.click("#dark");
      assertThat(browser.js("return getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(20, 23, 26)");
    }
  }

  private static EvaluationReport report() {
    ModelBundle bundle = ModelBundle.shipped();
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = (i % 3 == 0 ? "a wonderful film " : "a boring, awful mess ").repeat(1 + i);
      reviews.add(new LabelledReview("r" + i, text, i % 2 == 0, null));
    }
    List<JudgedReview> judged = Evaluator.judge(bundle, reviews, Progress.NONE);
    return new EvaluationReport(
        "tiny", Map.of("Data", "made up"), reviews, judged, Calibration.of(judged, 1), bundle);
  }
}
