package sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogitGradientsTest {

  private static final int[] LONG = {1, 5, 4, 7, 3, 9, 6};
  private static final int[] SHORT = {1, 8, 5};

  private static AttentionModel model(boolean masked) {
    return masked ? TestBundles.tiny().model() : TestBundles.tinyTutorial().model();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGiveTheLogitThatThePredictionGives(boolean masked) {
    AttentionModel model = model(masked);
    LogitGradients gradients = new LogitGradients(model);
    List<LogitGradients.Result> results =
        gradients.of(List.of(gradients.vectors(LONG), gradients.vectors(SHORT)));
    List<Prediction> predictions = model.session().predict(List.of(LONG, SHORT));
    for (int i = 0; i < 2; i++) {
      assertThat(results.get(i).logit()).isCloseTo(predictions.get(i).logit(), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGiveTheSlopeInEachDirection(boolean masked) {
    LogitGradients gradients = new LogitGradients(model(masked));
    float[] vectors = gradients.vectors(LONG);
    float[] gradient = gradients.of(List.of(vectors)).get(0).gradient();
    assertThat(gradient).hasSize(vectors.length);
    float step = 0.002f; // small, for rectified gates have kinks
    double largest = 0;
    for (int i = 0; i < vectors.length; i++) {
      float[] more = vectors.clone();
      float[] less = vectors.clone();
      more[i] += step;
      less[i] -= step;
      List<LogitGradients.Result> results = gradients.of(List.of(more, less));
      double slope = (results.get(0).logit() - results.get(1).logit()) / (2 * step);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3));
      largest = Math.max(largest, Math.abs(slope));
    }
    assertThat(largest).isGreaterThan(0.02);
  }
}
