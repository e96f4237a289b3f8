package sentiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.JudgedReview;
import sentiment.model.ModelBundle;
import sentiment.model.TrainingHistory;

class EvaluationReportTest {

  private static final String HOSTILE = "<script>alert(1)</script> & awful<br /><br />boring";

  @TempDir private Path folder;

  private static EvaluationReport report() {
    ModelBundle bundle = ModelBundle.shipped();
    List<LabelledReview> reviews = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      String words = random.nextBoolean() ? "a wonderful film" : "a boring, awful mess";
      reviews.add(new LabelledReview("r" + i, words + " number " + i, random.nextBoolean(), null));
    }
    reviews.add(new LabelledReview("hostile", HOSTILE, true, null));
    List<JudgedReview> judged = Evaluator.judge(bundle, reviews, Progress.NONE);
    return new EvaluationReport(
        "a <model>",
        Map.of("Data", "made \"up\""),
        reviews,
        judged,
        Calibration.of(judged, 1),
        bundle);
  }

  @Test
  void shouldStandAlone() throws IOException {
    String page = Files.readString(report().write(folder.resolve("new")));
    assertThat(page)
        .startsWith("<!doctype html>")
        .doesNotContain("<script", "<link", "src=", "@import")
        .doesNotContainPattern("url\\((?!#)") // parts of the page itself are no request
        .doesNotContainPattern("//(?!www\\.w3\\.org)[a-z]");
  }

  @Test
  void shouldShowEachChartAndItsNumbers() {
    String page = report().page();
    List<String> charts =
        List.of("roc", "reliability", "scores", "length", "unknown", "loss", "accuracy");
    for (String chart : charts) {
      assertThat(page).contains("id=\"" + chart + "-0\"");
    }
    assertThat(page.split("<svg ", -1)).hasSize(charts.size() + 1);
    assertThat(page.split("Numbers of this chart", -1)).hasSize(charts.size() + 1);
    assertThat(page).contains("<table class=\"confusion\">");
  }

  @Test
  void shouldTellCloseTicksOfAnAxisApart() {
    String svg =
        new Plot()
            .axis("y", "loss", Map.of())
            .layer("point", Map.of("x", List.of(1.0, 2.0), "y", List.of(0.681, 0.689)), Map.of())
            .svg("close", "close");
    assertThat(svg).containsPattern(">\\s*0\\.682\\s*<").containsPattern(">\\s*0\\.684\\s*<");
  }

  @Test
  void shouldLeaveColoursToTheStyleSheet() {
    assertThat(report().page()).contains("var(--pos-fill)").doesNotContain("#0101", "rgb(1,1,");
  }

  @Test
  void shouldWriteForeignTextAsText() {
    assertThat(report().page())
        .contains("&lt;model&gt;", "made &quot;up&quot;", "&lt;")
        .doesNotContain("alert(1)</script>");
  }

  @Test
  void shouldShadeTheWordsOfMistakes() {
    assertThat(report().page())
        .containsPattern("<span class=\"n[1-5][^\"]*\">(awful|boring)</span>");
  }

  @Test
  void shouldBeTheSamePageForTheSameEvaluation() {
    assertThat(report().page()).isEqualTo(report().page());
  }

  @Test
  void shouldReadTheTrainingsPageAnewUntilItIsOver() throws IOException {
    TrainingHistory history =
        new TrainingHistory(
            List.of(
                new TrainingHistory.Epoch("classifier", 1, 350, 0.52, 0.41, 0.82),
                new TrainingHistory.Epoch("classifier", 2, 700, 0.38, 0.33, 0.86)));
    List<TrainingReport.Step> steps =
        List.of(new TrainingReport.Step(64, 0.75), new TrainingReport.Step(128, 0.625));
    TrainingReport.write(
        folder,
        "best",
        new TrainingReport.Progress(
            "under way", TrainingHistory.EMPTY, steps, List.of("1,000 <b>words</b>")),
        false);
    Path file = folder.resolve(TrainingReport.FILE);
    assertThat(file)
        .content()
        .contains("http-equiv=\"refresh\"", "No epoch is over yet")
        .contains("id=\"steps-0\"", "0.62500", "<li>1,000 &lt;b&gt;words&lt;/b&gt;</li>");
    write(history);
    assertThat(file)
        .content()
        .doesNotContain("http-equiv=\"refresh\"")
        .doesNotContain("id=\"steps-0\"", "What happened")
        .contains("id=\"loss-0\"", "id=\"accuracy-0\"", "0.3300", "86.00 %");
  }

  private void write(TrainingHistory history) throws IOException {
    TrainingReport.write(
        folder, "best", new TrainingReport.Progress("over", history, List.of(), List.of()), true);
  }

  @Test
  void shouldDrawALineForEachStage() throws IOException {
    TrainingHistory.Epoch first = new TrainingHistory.Epoch("teacher", 1, 350, 0.52, 0.41, 0.82);
    TrainingHistory.Epoch second = new TrainingHistory.Epoch("teacher", 2, 700, 0.38, 0.33, 0.86);
    List<TrainingHistory.Epoch> all = new ArrayList<>(List.of(first, second));
    int lines = lines(all);
    all.add(new TrainingHistory.Epoch("classifier", 1, 700, 0.44, 0.36, 0.85));
    all.add(new TrainingHistory.Epoch("classifier", 2, 1400, 0.41, 0.32, 0.87));
    assertThat(lines(all)).isEqualTo(2 * lines).isPositive();
    assertThat(folder.resolve(TrainingReport.FILE))
        .content()
        .contains("(teacher: 1 to 2, classifier: 3 to 4)");
  }

  private int lines(List<TrainingHistory.Epoch> epochs) throws IOException {
    write(new TrainingHistory(epochs));
    String page = Files.readString(folder.resolve(TrainingReport.FILE));
    return page.split("<path[^>]* fill=\"none\"", -1).length - 1;
  }
}
