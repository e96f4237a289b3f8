package sentiment.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every width of vectors gives what plain loops give. */
class SpeciesTest {

  private static Map<String, float[]> scalar;

  @BeforeAll
  static void computeByPlainLoops() throws Exception {
    scalar = compute("scalar");
  }

  @ParameterizedTest
  @CsvSource({"512, 16", "256, 8", "128, 4"})
  void shouldGiveWhatPlainLoopsGive(String bits, int lanes) throws Exception {
    Map<String, float[]> vectors = compute(bits);

    assertThat(vectors.get("lanes")).containsExactly(lanes);
    scalar.forEach(
        (name, expected) -> {
          if (!name.equals("lanes")) {
            check(name, vectors.get(name), expected, name.contains("outputs") ? 1e-5 : 1e-4);
          }
        });
  }

  @Test
  void shouldGiveTheSameWithAndWithoutTableAndMemory() {
    scalar.forEach(
        (name, expected) -> {
          if (name.endsWith("outputs")) {
            check(name, scalar.get(name + " by table"), expected, 1e-5);
            check(name, scalar.get(name + " kept"), expected, 1e-5);
          }
        });
  }

  @Test
  void shouldRefuseAnotherWidth() {
    assertThatThrownBy(() -> compute("1024")).hasStackTraceContaining("expected 512, 256, 128");
  }

  private static void check(String name, float[] values, float[] expected, double error) {
    assertThat(values).as(name).hasSameSizeAs(expected);
    double scale = 1;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(values[i] - expected[i])).as(name).isLessThan((float) (error * scale));
    }
  }

  private static Map<String, float[]> compute(String species) throws Exception {
    return ForcedSpecies.call(species, SpeciesProbe.class);
  }
}
