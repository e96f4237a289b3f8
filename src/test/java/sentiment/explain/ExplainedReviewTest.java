package sentiment.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import sentiment.model.ModelBundle;
import sentiment.model.Prediction;
import sentiment.model.TestBundles;
import sentiment.text.EncodedReview;
import sentiment.text.Span;

class ExplainedReviewTest {

  private static final ModelBundle BUNDLE = TestBundles.tiny(0.2);
  private static final String TEXT = "The good film was not very bad, a great zebra it is!";

  private static ExplainedReview explained(String text, AttributionMethod method) {
    return ExplainedReview.of(BUNDLE, text, method, new Attributor(BUNDLE.model()));
  }

  @ParameterizedTest
  @EnumSource(value = AttributionMethod.class, mode = Mode.EXCLUDE, names = "ATTENTION")
  void shouldAddUpToTheLogit(AttributionMethod method) {
    ExplainedReview review = explained(TEXT, method);
    double sum = review.explanation().bias();
    for (WordContribution word : review.explanation().words()) {
      assertThat(TEXT.substring(word.start(), word.end())).isEqualTo(word.text());
      sum += word.contribution();
    }
    assertThat(sum).isCloseTo(review.logit(), within(1e-9));
    EncodedReview encoded = BUNDLE.encoder().encode(TEXT);
    Prediction judged = BUNDLE.model().session().predict(List.of(encoded.ids())).get(0);
    double ofNoWord = Explanation.of(TEXT, encoded, judged).bias();
    if (method == AttributionMethod.CONTRIBUTION) { // the others leave something else
      assertThat(review.explanation().bias()).isCloseTo(ofNoWord, within(1e-5));
    }
    assertThat(review.gap().isPresent())
        .isEqualTo(method == AttributionMethod.INTEGRATED_GRADIENTS);
  }

  @Test
  void shouldFindWordsWhoseRemovalTurnsTheJudgement() {
    int turned = 0;
    List<String> words = new ArrayList<>(List.of(TEXT.split(" ", -1)));
    for (int i = 0; i < 20; i++) {
      Collections.rotate(words, 1);
      String text = String.join(" ", words);
      ExplainedReview review = explained(text, AttributionMethod.CONTRIBUTION);
      if (review.turned().isEmpty()) {
        assertThat(review.turning()).isEmpty();
        continue;
      }
      turned++;
      StringBuilder rest = new StringBuilder(text);
      for (Span span : review.turning()) {
        rest.replace(span.start(), span.end(), " ".repeat(span.end() - span.start()));
      }
      assertThat(Math.signum(logit(rest.toString()))).isEqualTo(-Math.signum(review.logit()));
      assertThat(review.turned().getAsDouble()).isCloseTo(logit(rest.toString()), within(1e-5));
      for (Span kept : review.turning()) { // each is needed
        StringBuilder less = new StringBuilder(text);
        for (Span span : review.turning()) {
          if (!span.equals(kept)) {
            less.replace(span.start(), span.end(), " ".repeat(span.end() - span.start()));
          }
        }
        if (review.turning().size() > 1) {
          assertThat(Math.signum(logit(less.toString()))).isEqualTo(Math.signum(review.logit()));
        }
      }
    }
    assertThat(turned).isGreaterThan(5);
  }

  private static double logit(String text) {
    Prediction prediction =
        BUNDLE.model().session().predict(List.of(BUNDLE.encoder().encode(text).ids())).get(0);
    return prediction.logit();
  }

  @Test
  void shouldSumUpWhatIsAdditiveOnly() {
    ExplainedReview exact = explained("good film. good fun.", AttributionMethod.CONTRIBUTION);
    ExplainedReview each = explained("good film. good fun.", AttributionMethod.LEAVE_ONE_OUT);
    assertThat(exact.sentences()).hasSize(2);
    assertThat(each.sentences()).isEmpty();
    assertThat(each.phrases()).allMatch(phrase -> phrase.end() - phrase.start() <= 4);
  }

  @Test
  void shouldSayWhatTheModelDidNotSee() {
    ExplainedReview review =
        explained("good ".repeat(20) + "zebra quagga bad", AttributionMethod.CONTRIBUTION);
    assertThat(review.words()).isEqualTo(23);
    assertThat(review.unreadWords())
        .isEqualTo(23 - review.explanation().words().size())
        .isPositive();
    assertThat(review.unread()).hasSize(1);
    assertThat(review.unknown()).hasSize(2);
    assertThat(review.maybeForeign()).isFalse();
    assertThat(explained("zebra quagga bad", AttributionMethod.CONTRIBUTION).maybeForeign())
        .isTrue();
  }

  @Test
  void shouldExplainATextOfWhichNoWordIsRead() {
    ModelBundle tutorial = TestBundles.tinyTutorial(); // skips words that it does not list
    ExplainedReview review =
        ExplainedReview.of(
            tutorial,
            "zebra quagga",
            AttributionMethod.INTEGRATED_GRADIENTS,
            new Attributor(tutorial.model()));
    assertThat(review.explanation().words()).isEmpty();
    assertThat(review.explanation().bias()).isEqualTo(review.logit());
    assertThat(review.turning()).isEmpty();
  }

  @Test
  void shouldRefuseAMethodWithoutSign() {
    assertThatThrownBy(() -> explained(TEXT, AttributionMethod.ATTENTION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no sign");
  }
}
