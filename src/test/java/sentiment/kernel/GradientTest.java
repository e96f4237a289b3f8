package sentiment.kernel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients are right for every width of vectors. */
class GradientTest {

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void shouldAgreeWithNumericGradients(String species) throws Exception {
    ForcedSpecies.call(species, GradientCheck.class);
  }
}
