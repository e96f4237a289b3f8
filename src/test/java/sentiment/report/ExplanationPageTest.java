package sentiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.ExplainedReview;
import sentiment.model.ModelBundle;
import sentiment.model.TestBundles;

class ExplanationPageTest {

  private static final ModelBundle BUNDLE = TestBundles.tiny(0.2);

  private static ExplainedReview explained(String text) {
    return ExplainedReview.of(
        BUNDLE, text, AttributionMethod.INTEGRATED_GRADIENTS, new Attributor(BUNDLE.model()));
  }

  @Test
  void shouldWriteNothingOfAReviewUnescaped() {
    ExplainedReview review = explained("good <script>alert(1)</script> | *bad* _film_ zebra");
    String html = ExplanationPage.html("tiny", List.of(review));
    assertThat(html).contains("&lt;", "positive</b>").doesNotContain("<script>alert");
    String markdown = ExplanationPage.markdown(review);
    assertThat(markdown).contains("\\<script\\>", "\\|", "\\*").doesNotContain(" <script");
  }

  @Test
  void shouldSayWhatWasNotSeenAndWhatWouldTurnIt() {
    List<String> lines =
        ExplanationPage.remarks(explained("good ".repeat(20) + "zebra quagga bad"));
    assertThat(lines.get(0))
        .matches("Log-odds .* by integrated gradients sum up to .* \\(completeness gap .*");
    assertThat(lines).anyMatch(line -> line.endsWith("of 23 words were not read."));
    assertThat(lines).contains("2 words are unknown to the model: \"zebra\", \"quagga\".");
    assertThat(lines.get(lines.size() - 1))
        .matches("Without .* it would be .* positive\\.|No few words decide alone\\.");
  }

  @Test
  void shouldNameTheSentenceThatSaysMostForTheJudgement() {
    ExplainedReview review = explained("the film. good good. bad it.");
    String sign = review.logit() >= 0 ? "\\+" : "-";
    assertThat(ExplanationPage.remarks(review).get(1))
        .matches(
            "Most of its reason, word for word, is in \"(the film|good good|bad it)\\.\" \\("
                + sign
                + ".*\\)\\.");
    assertThat(ExplanationPage.remarks(explained("good good. bad it.")).get(1))
        .as("of two it goes without saying")
        .doesNotContain("reason");
  }
}
