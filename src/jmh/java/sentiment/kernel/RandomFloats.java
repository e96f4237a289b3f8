package sentiment.kernel;

import java.util.Random;

/** Operands from one seed, of about the size that trained weights and states have. */
final class RandomFloats {

  private static final float DEVIATION = 0.1f;

  private final Random random = new Random(1);

  float[] array(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (DEVIATION * random.nextGaussian());
    }
    return values;
  }
}
