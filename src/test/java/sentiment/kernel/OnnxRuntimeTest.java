package sentiment.kernel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel computes what ONNX Runtime does, for every width of vectors. */
class OnnxRuntimeTest {

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void shouldAgreeOnStackedLayersOfRaggedSequences(String species) throws Exception {
    ForcedSpecies.call(species, OnnxLstmCheck.class);
  }
}
