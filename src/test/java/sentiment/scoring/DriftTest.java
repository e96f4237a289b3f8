package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sentiment.model.Histogram;
import sentiment.model.ModelBundle;
import sentiment.model.ModelId;
import sentiment.model.TestBundles;
import sentiment.scoring.Drift.Feature;

class DriftTest {

  private final ModelBundle shipped = ModelBundle.shipped();
  private final LiveModel model = new LiveModel(shipped, ScoringOptions.DEFAULT, Clock.systemUTC());
  private final Random random = new Random(11);
  private long nanos;
  private final Drift drift = new Drift(model, DriftOptions.DEFAULT, () -> nanos);

  @Test
  void shouldBeNearZeroForReviewsLikeTheReference() {
    for (int i = 0; i < 1000; i++) {
      drift.scored(likeTheReference());
    }

    assertThat(drift.reviews()).isEqualTo(1000);
    for (Feature feature : Feature.values()) {
      assertThat(drift.psi(feature).orElseThrow()).isBetween(0.0, 0.04);
    }
  }

  @Test
  void shouldTellWhichFeatureHasShifted() {
    for (int i = 0; i < 1000; i++) {
      ReviewScore usual = likeTheReference();
      drift.scored(score(usual.probability(), 12, 12, usual.tokensUnknown() * 12 / 1000));
    }
    assertThat(drift.psi(Feature.SCORE).orElseThrow()).isLessThan(0.1);
    assertThat(drift.psi(Feature.LENGTH).orElseThrow()).isGreaterThan(0.25);

    for (int i = 0; i < 2000; i++) {
      ReviewScore usual = likeTheReference();
      drift.scored(score(0.95, usual.tokens(), 1000, 400));
    }
    assertThat(drift.psi(Feature.SCORE).orElseThrow()).isGreaterThan(0.25);
    assertThat(drift.psi(Feature.UNKNOWN).orElseThrow()).isGreaterThan(0.25);
  }

  @Test
  void shouldSayNothingAboutFewReviews() {
    for (int i = 0; i < 999; i++) {
      drift.scored(likeTheReference());
    }
    assertThat(drift.psi(Feature.SCORE)).isEmpty();

    drift.scored(likeTheReference());
    assertThat(drift.psi(Feature.SCORE)).isPresent();
  }

  @Test
  void shouldCompareWhatBundlesHold() {
    SentimentScorer scorer =
        new SentimentScorer(shipped, ScoringOptions.DEFAULT, Clock.systemUTC());
    String text = "flimflammery " + "good ".repeat(499);
    ReviewScore score = (ReviewScore) scorer.score("1", text);

    // the whole review's words, as BundleMaker counts them; the model read the start marker and 399
    assertThat(score.tokens()).isEqualTo(500);
    assertThat((double) score.tokensUnknown() / score.tokensUsed()).isEqualTo(1 / 399.0);
  }

  @Test
  void shouldStartAnewWithAnotherModel() {
    for (int i = 0; i < 1000; i++) {
      drift.scored(likeTheReference());
    }
    ModelBundle other = TestBundles.tiny();
    model.replace(other);

    assertThat(drift.reviews()).isZero();
    assertThat(drift.psi(Feature.SCORE)).isEmpty();
    drift.scored(likeTheReference()); // of a batch that was scored with the old model
    assertThat(drift.reviews()).isZero();
    drift.scored(score(other.id(), 0.5, 10, 10, 1));
    assertThat(drift.reviews()).isEqualTo(1);
  }

  @Test
  void shouldSayNothingByTooSmallAReference() {
    model.replace(TestBundles.tiny()); // of two reviews
    for (int i = 0; i < 1000; i++) {
      drift.scored(score(model.bundle().id(), 0.5, 10, 10, 1));
    }

    assertThat(drift.reviews()).isEqualTo(1000);
    assertThat(drift.psi(Feature.SCORE)).isEmpty();
  }

  @Test
  void shouldRefuseASampleThatChanceRules() {
    assertThatThrownBy(() -> new DriftOptions(Duration.ofHours(1), 499))
        .hasMessage("drift minimum 499: expected 500 reviews or more");
  }

  private ReviewScore likeTheReference() {
    double unknown = drawn(shipped.reference().unknown(), 0, 0.6);
    return score(
        drawn(shipped.reference().score(), 0, 1),
        (int) drawn(shipped.reference().length(), 1, 2000),
        1000,
        (int) Math.round(unknown * 1000));
  }

  /** A value whose bin is drawn by the counts. */
  private double drawn(Histogram histogram, double low, double high) {
    List<Double> bounds = new ArrayList<>(histogram.edges());
    bounds.add(0, low);
    bounds.add(high);
    long rest = random.nextLong(histogram.counts().stream().mapToLong(Long::longValue).sum());
    int bin = 0;
    while (rest >= histogram.counts().get(bin)) {
      rest -= histogram.counts().get(bin++);
    }
    return (bounds.get(bin) + bounds.get(bin + 1)) / 2;
  }

  private ReviewScore score(double probability, int tokens, int used, int unknown) {
    return score(shipped.id(), probability, tokens, used, unknown);
  }

  private static ReviewScore score(
      ModelId model, double probability, int tokens, int used, int unknown) {
    return new ReviewScore(
        "1",
        Label.POSITIVE,
        probability,
        1,
        0,
        List.of(),
        0,
        tokens,
        used,
        unknown,
        model,
        Instant.EPOCH);
  }
}
