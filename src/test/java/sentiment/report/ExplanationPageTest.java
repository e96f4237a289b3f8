package sentiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Explanation;
import sentiment.explain.WordContribution;
import sentiment.model.ModelBundle;
import sentiment.model.TestBundles;
import sentiment.text.Span;

class ExplanationPageTest {

  private static final ModelBundle BUNDLE = TestBundles.tiny(0.2);

  private static ExplainedReview explained(String text) {
    return ExplainedReview.of(
        BUNDLE, text, AttributionMethod.INTEGRATED_GRADIENTS, new Attributor(BUNDLE.model()));
  }

  @Test
  void shouldWriteNothingOfAReviewUnescaped() {
    ExplainedReview review = explained("good <script>alert(1)</script> | *bad* _film_ zebra");
    String html = ExplanationPage.html("tiny", List.of(ExplanationPage.section(review)));
    assertThat(html).contains("&lt;", "positive</b>").doesNotContain("<script>alert");
    String markdown = ExplanationPage.markdown(review);
    assertThat(ExplanationPage.markdown(explained("~90 &lt;"))).contains("\\~90 \\&lt;");
    assertThat(markdown).contains("\\<script\\>", "\\|", "\\*").doesNotContain(" <script");
  }

  @Test
  void shouldSayWhatWasNotSeenAndWhatWouldTurnIt() {
    ExplainedReview review = explained("good ".repeat(20) + "zebra quagga bad");
    List<String> lines = Remarks.of(review);
    assertThat(lines.get(0))
        .matches("Log-odds .* with every word unknown and .* from .* but for a gap of .*");
    assertThat(lines).anyMatch(line -> line.matches("Not read: .* of 23 words\\."));
    assertThat(lines).contains("Unknown to the model: 2 words, \"zebra\", \"quagga\".");
    assertThat(ExplanationPage.html("tiny", List.of(ExplanationPage.section(review))))
        .containsPattern("unknown\">zebra</span>")
        .containsPattern("<span class=\"cut\">good( good)*</span>");
    assertThat(Remarks.of(of("Not bad.", 1, 0.5, 0.5))).contains("No small set of words turns it.");
    ExplainedReview turning = of("Not bad.", List.of(new Span(4, 7)), 1, 0.5, 0.5);
    assertThat(Remarks.of(turning)).contains("Without \"bad\" it would be 50.0 % positive.");
  }

  @Test
  void shouldCountAPhraseWhereverItStands() {
    double[] shares = {0.5, 0.01, 0.01, 0.4, 0.01, -0.7, -0.6};
    ExplainedReview review = of("Good, so so good; so bad. good", 1, shares);
    assertThat(Reason.of(review))
        .extracting(Reason::shown)
        .containsExactly("Good (2 times)", "bad", "good");
    assertThat(Reason.of(review).get(0).contribution()).isCloseTo(0.9, within(1e-9));
    assertThat(Reason.of(review).get(0).attention()).isCloseTo(0.4, within(1e-9));
    assertThat(ExplanationPage.markdown(review))
        .contains("**Good**, so so **good**; so *bad*. *good*");
    ExplainedReview turning = of("bad bad", List.of(new Span(0, 3), new Span(4, 7)), 1, 0.5, 0.5);
    assertThat(Remarks.of(turning))
        .contains("Without \"bad\" (2 times) it would be 50.0 % positive.");
    ExplainedReview some = of("bad so Bad bad", List.of(new Span(7, 10)), 1, 0.5, 0.5, 0.5, 0.5);
    assertThat(Remarks.of(some))
        .as("the other ones may stay")
        .contains("Without \"Bad\" (1 of 3) it would be 50.0 % positive.");
  }

  @Test
  void shouldDoubtFirstWhatMayBeOfAnotherLanguage() {
    List<String> lines = Remarks.of(explained("zebra quagga bad"));
    assertThat(lines.get(0))
        .isEqualTo("Is this English? The model does not know 2 of 3 words, so it may only guess.");
  }

  @Test
  void shouldListWordsOfMethodsThatAskForEach() {
    ExplainedReview review =
        ExplainedReview.of(
            BUNDLE, "not good", AttributionMethod.LEAVE_ONE_OUT, new Attributor(BUNDLE.model()));
    assertThat(Reason.of(review)).extracting(Reason::text).containsOnly("not", "good");
    assertThat(Remarks.of(review).get(0))
        .matches(
            "Log-odds .*; what leave one out says of each of 2 words alone sums up to .*, not to that\\.");
  }

  @Test
  void shouldNameTheFirstOfManyWords() {
    StringBuilder text = new StringBuilder("bad bad bad bad bad bad bad bad bad");
    List<Span> turning = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      turning.add(new Span(text.length() + 1, text.length() + 3));
      text.append(" a").append((char) ('a' + i));
    }
    double[] shares = new double[20];
    assertThat(Remarks.of(of(text.toString(), turning, 1, shares)))
        .anyMatch(
            line ->
                line.startsWith("Without \"aa\", \"ab\",") && line.contains("\"aj\" and others"));
  }

  @Test
  void shouldMarkSoThatMarksAreMarks() {
    assertThat(ExplanationPage.markdown(of("- Amazing. 1. (Bad)loved", 1, 2, -2, 2)))
        .contains("\n\\- **Amazing**. 1. (*Bad*)**loved**");
    assertThat(ExplanationPage.markdown(of("1. good", 1, 2))).contains("\n1\\. **good**");
    assertThat(ExplanationPage.markdown(of("--- good", 1, 2))).contains("\n\\--- **good**");
    String loud = "wow !!so";
    List<WordContribution> words =
        List.of(
            new WordContribution("wow", 0, 3, 0.5, 1),
            new WordContribution("!", 4, 5, 0.5, 1),
            new WordContribution("!", 5, 6, 0.5, 1));
    assertThat(
            ExplanationPage.markdown(of(loud, new Explanation(words, 0), List.of(), List.of(), 3)))
        .as("at a letter it would not end")
        .contains("**wow** !!so");
    for (String end : List.of("film!", "film !", "film!x")) {
      int at = end.indexOf('!');
      List<WordContribution> mark =
          List.of(
              new WordContribution("film", 0, 4, 0.5, 0.1),
              new WordContribution("!", at, at + 1, 0.5, 2));
      assertThat(
              ExplanationPage.markdown(of(end, new Explanation(mark, 0), List.of(), List.of(), 3)))
          .contains("\n" + end.replace(" !", " **!**") + "\n");
    }
    assertThat(ExplanationPage.markdown(of("good\u2028fun", 1, 2, 2))).contains("**good fun**");
  }

  @Test
  void shouldHaveNoTableOfNothing() {
    ExplainedReview review = of("so so", 0, 0, 0);
    assertThat(ExplanationPage.section(review)).doesNotContain("<table>");
    assertThat(ExplanationPage.markdown(review)).doesNotContain("| ---");
  }

  @Test
  void shouldEndAPhraseAtAWordThatWasNotRead() {
    List<WordContribution> words =
        List.of(
            new WordContribution("good", 0, 4, 0.5, 1), new WordContribution("fun", 7, 10, 0.5, 1));
    ExplainedReview review =
        of("good \u00d7 fun", new Explanation(words, 0), List.of(new Span(5, 6)), List.of(), 2);
    assertThat(ExplanationPage.markdown(review)).contains("**good** ~~\u00d7~~ **fun**");
  }

  @Test
  void shouldStrikeThroughWhatWasNotRead() {
    assertThat(ExplanationPage.markdown(explained("good ".repeat(20) + "zebra quagga bad")))
        .containsPattern("~~good( good)*~~");
  }

  @Test
  void shouldNameTheSentenceThatSpeaksMostForTheJudgement() {
    String text = "Quite long here. Wow! Bad.";
    double[] shares = {0.5, 0.4, 0.6, 1.2, -9};
    assertThat(Remarks.of(of(text, 1, shares)))
        .contains(
            "The sentence whose words speak most for it on average: \"Wow!\" (+1.200 in all).");
    assertThat(Remarks.of(of(text, -1, shares)))
        .contains(
            "The sentence whose words speak most for it on average: \"Bad.\" (-9.000 in all).");
    assertThat(Remarks.of(of(text, -1, 0.5, 0.4, 0.6, 1.2, 9)))
        .as("all speak against it")
        .noneMatch(line -> line.contains("sentence"));
    assertThat(Remarks.of(of("Quite long here so good.", 1, shares)))
        .as("of one it goes without saying")
        .noneMatch(line -> line.contains("sentence"));
  }

  private static ExplainedReview of(String text, double logit, double... shares) {
    return of(text, List.of(), logit, shares);
  }

  private static ExplainedReview of(
      String text, List<Span> turning, double logit, double... shares) {
    List<WordContribution> words = new ArrayList<>();
    Matcher word = Pattern.compile("[A-Za-z]+").matcher(text);
    while (word.find()) {
      words.add(
          new WordContribution(word.group(), word.start(), word.end(), 0.2, shares[words.size()]));
    }
    return of(text, new Explanation(words, 0), List.of(), turning, logit);
  }

  private static ExplainedReview of(
      String text, Explanation explanation, List<Span> unread, List<Span> turning, double logit) {
    return new ExplainedReview(
        text,
        logit,
        AttributionMethod.CONTRIBUTION,
        explanation,
        OptionalDouble.empty(),
        explanation.words().size(),
        unread,
        List.of(),
        turning,
        turning.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0));
  }
}
