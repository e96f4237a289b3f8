package sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {

  /** Examples of the standard's binary16. */
  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "1, 3c00",
    "-2, c000",
    "65504, 7bff",
    "0.000030517578125, 0200",
    "0.00006103515625, 0400",
    "0.000000059604644775390625, 0001",
    "0.333251953125, 3555",
    "0.33333334, 3555",
    "2049, 6800",
    "2051, 6802",
    "2047.9, 6800"
  })
  void shouldRoundToTheNearestHalf(float value, String bits) {
    assertThat("%04x".formatted(HalfFloats.of(value))).isEqualTo(bits);
  }

  @Test
  void shouldReadBackEachHalf() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      boolean finite = (bits & 0x7c00) != 0x7c00;
      if (finite && bits != 0x8000) { // -0 is 0
        assertThat(HalfFloats.of(HalfFloats.value((short) bits))).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    assertThatThrownBy(() -> HalfFloats.of(65_505)).hasMessageContaining("beyond half precision");
    assertThatThrownBy(() -> HalfFloats.of(Float.NaN)).hasMessageContaining("beyond");
  }

  @Test
  void shouldStoreHalvesInHalfTheRoom() {
    Random random = new Random(1);
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Tensor single = Tensor.of(values, 10, 100);
    Tensor half = single.inHalfPrecision();
    byte[] large = SafeTensors.write(Map.of("x", single));
    byte[] small = SafeTensors.write(Map.of("x", half));
    assertThat(large.length - small.length).isBetween(1990, 2010);
    assertThat(SafeTensors.read(large).get("x").values()).isEqualTo(values);
    assertThat(SafeTensors.read(small).get("x").values()).isEqualTo(half.values());
    assertThat(SafeTensors.read(small).get("x").shape()).containsExactly(10, 100);
  }
}
