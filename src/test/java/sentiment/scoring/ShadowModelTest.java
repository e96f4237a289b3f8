package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.model.ModelBundle;
import sentiment.model.TestBundles;

class ShadowModelTest {

  private static final List<String> TEXTS =
      List.of("a good film", "awful , not good", "very great");

  private final List<Boolean> agreements = new ArrayList<>();
  private final List<Double> differences = new ArrayList<>();
  private int failed;

  private final ScoringMetrics metrics =
      new ScoringMetrics() {
        @Override
        public void shadowScored(boolean agrees, double difference) {
          agreements.add(agrees);
          differences.add(difference);
        }

        @Override
        public void shadowFailed(int reviews) {
          failed += reviews;
        }
      };

  @Test
  void shouldReportHowFarTheModelsAreApart() {
    SentimentScorer served = live(TestBundles.tiny(1)).scorer();
    LiveModel doubtful = live(TestBundles.tiny(4));
    List<PreparedReview> reviews = prepare(served);
    List<ScoringResult> results = served.score(reviews);

    new ShadowModel(doubtful, metrics).compare(reviews, results);

    assertThat(agreements).containsExactly(true, true, true); // a temperature moves no sign
    for (int i = 0; i < TEXTS.size(); i++) {
      double other = ((ReviewScore) doubtful.scorer().score("x", TEXTS.get(i))).probability();
      double first = ((ReviewScore) results.get(i)).probability();
      assertThat(differences.get(i)).isNotZero().isCloseTo(other - first, within(1e-6));
    }
    assertThat(failed).isZero();
  }

  @Test
  void shouldReadReviewsAsTheShadowDoes() {
    SentimentScorer served = live(TestBundles.tiny()).scorer();
    LiveModel tutorial = live(TestBundles.tinyTutorial()); // other words, another length
    List<PreparedReview> reviews = prepare(served);
    List<ScoringResult> results = served.score(reviews);

    new ShadowModel(tutorial, metrics).compare(reviews, results);

    for (int i = 0; i < TEXTS.size(); i++) {
      double other = ((ReviewScore) tutorial.scorer().score("x", TEXTS.get(i))).probability();
      double first = ((ReviewScore) results.get(i)).probability();
      assertThat(differences.get(i)).isCloseTo(other - first, within(1e-6));
      assertThat(agreements.get(i)).isEqualTo(other >= 0.5 == first >= 0.5);
    }
  }

  @Test
  void shouldLeaveRejectedReviewsOutAndCountItsFailures() {
    SentimentScorer served = live(TestBundles.tiny()).scorer();
    List<PreparedReview> reviews = prepare(served);
    List<ScoringResult> results = new ArrayList<>(served.score(reviews));
    results.set(0, new Rejection("0", RejectionReason.SCORING_FAILED, "test"));
    ScoringOptions short10 = new ScoringOptions(10, 0.5, 0.5, 10);
    LiveModel strict = new LiveModel(TestBundles.tiny(), short10, Clock.systemUTC());

    new ShadowModel(strict, metrics).compare(reviews, results);

    assertThat(differences).hasSize(1); // the third; the second is too long for the shadow
    assertThat(failed).isEqualTo(1);
  }

  private static LiveModel live(ModelBundle bundle) {
    return new LiveModel(bundle, ScoringOptions.DEFAULT, Clock.systemUTC());
  }

  private static List<PreparedReview> prepare(SentimentScorer scorer) {
    List<PreparedReview> reviews = new ArrayList<>();
    for (String text : TEXTS) {
      reviews.add((PreparedReview) scorer.prepare(Integer.toString(reviews.size()), text));
    }
    return reviews;
  }
}
