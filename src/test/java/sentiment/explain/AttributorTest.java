package sentiment.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.model.AttentionModel;
import sentiment.model.LogitGradients;
import sentiment.model.Prediction;
import sentiment.model.TestBundles;

class AttributorTest {

  private static final int[] IDS = {1, 5, 4, 7, 3, 9, 6};
  private static final AttentionModel MODEL = TestBundles.tiny().model();

  private final Attributor attributor = new Attributor(MODEL);

  @Test
  void shouldHandContributionsAndAttentionOn() {
    Prediction prediction = MODEL.session().predict(List.of(IDS)).get(0);
    double[] contributions = attributor.attribute(AttributionMethod.CONTRIBUTION, IDS);
    double[] attention = attributor.attribute(AttributionMethod.ATTENTION, IDS);
    assertThat(Arrays.stream(contributions).sum() + prediction.outputBias())
        .isCloseTo(prediction.logit(), within(1e-9));
    assertThat(Arrays.stream(attention).sum()).isCloseTo(1, within(1e-6));
    assertThat(contributions[2]).isEqualTo(prediction.contribution(2));
  }

  @Test
  void shouldSayWhatChangesWhenAWordIsLeftOut() {
    double[] scores = attributor.attribute(AttributionMethod.LEAVE_ONE_OUT, IDS);
    List<Prediction> predictions = attributor.predict(List.of(IDS, new int[] {1, 5, 4, 3, 9, 6}));
    assertThat(scores[3])
        .isNotZero()
        .isCloseTo(predictions.get(0).logit() - predictions.get(1).logit(), within(1e-6));
  }

  @Test
  void shouldSumIntegratedGradientsUpToTheChangeOfTheLogit() {
    IntegratedGradients.Result integrated = attributor.integrated(IDS);
    assertThat(integrated.gap()).isLessThan(0.01);
    assertThat(integrated.scores()).hasSize(IDS.length);
    assertThat(integrated.scores()[0]).as("start marker").isZero();
    assertThat(integrated.scores()[2]).isNotZero();
  }

  @Test
  void shouldGuessIntegratedGradientsFromOnePoint() {
    IntegratedGradients gradients = new IntegratedGradients(MODEL);
    int[] other = {1, 8, 3};
    double[] mean = new double[IDS.length];
    int points = 200;
    for (int i = 0; i < points; i++) {
      double point = (i + 0.5) / points;
      List<double[]> guess = gradients.at(List.of(other, IDS), new double[] {0.5, point});
      assertThat(guess.get(0)).hasSize(3);
      for (int t = 0; t < mean.length; t++) {
        mean[t] += guess.get(1)[t] / points;
      }
    }
    double[] scores = gradients.of(IDS).scores();
    for (int t = 0; t < mean.length; t++) {
      assertThat(mean[t]).isCloseTo(scores[t], within(1e-3));
    }
  }

  @Test
  void shouldSayWhatChangesWhenAWordsVectorGrows() {
    double[] scores = attributor.attribute(AttributionMethod.GRADIENT_TIMES_INPUT, IDS);
    LogitGradients gradients = new LogitGradients(MODEL);
    int size = gradients.vectorSize();
    for (int position = 0; position < IDS.length; position++) {
      double[] logits = new double[2];
      for (int end = 0; end < 2; end++) {
        float[] vectors = gradients.vectors(IDS);
        for (int i = position * size; i < (position + 1) * size; i++) {
          vectors[i] *= end == 0 ? 0.99f : 1.01f;
        }
        logits[end] = gradients.of(List.of(vectors)).get(0).logit();
      }
      assertThat(scores[position]).isCloseTo((logits[1] - logits[0]) / 0.02, within(2e-3));
    }
  }

  @Test
  void shouldReadAReviewOfNoWords() {
    for (AttributionMethod method : AttributionMethod.values()) {
      assertThat(attributor.attribute(method, new int[] {1})).hasSize(1);
    }
  }
}
