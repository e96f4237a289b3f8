package sentiment.training;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.kernel.ForcedSpecies;

/** Our layer computes what DL4J's own LSTM does, for every width of vectors. */
class BidirectionalLstmTest {

  @ParameterizedTest
  @ValueSource(strings = {"512", "256", "128", "scalar"})
  void shouldAgreeWithTheLstmOfDl4jOnOutputsAndGradients(String species) throws Exception {
    ForcedSpecies.call(species, Dl4jLstmCheck.class);
  }
}
