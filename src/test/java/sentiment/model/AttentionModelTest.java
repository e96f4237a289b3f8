package sentiment.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.kernel.ForcedSpecies;

class AttentionModelTest {

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void shouldAgreeWithOnnxRuntime(String species) throws Exception {
    ForcedSpecies.call(species, OnnxModelCheck.class);
  }
}
