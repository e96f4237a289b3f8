package sentiment.model;

/** Half precision (IEEE 754 binary16): 11 bits of precision, magnitudes up to 65,504. */
final class HalfFloats {

  private static final int MANTISSA_BITS = 10;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;
  private static final int BIAS = 15;
  private static final int FLOAT_MANTISSA_BITS = 23;
  private static final int SMALLEST_NORMAL = -14; // exponent
  private static final int SMALLEST = -24; // exponent
  private static final float LARGEST = 65_504;

  private HalfFloats() {}

  /** The nearest half, a tie to the even one. The magnitude must be at most 65,504. */
  static short of(float value) {
    float magnitude = Math.abs(value);
    if (!(magnitude <= LARGEST)) {
      throw new IllegalArgumentException(value + " is beyond half precision");
    }
    int exponent = Math.max(Math.getExponent(magnitude), SMALLEST_NORMAL);
    int steps = (int) Math.rint(Math.scalb((double) magnitude, MANTISSA_BITS - exponent));
    // a mantissa that is rounded up to the next power of two carries into the exponent
    int bits = steps + ((exponent - SMALLEST_NORMAL) << MANTISSA_BITS);
    return (short) (value < 0 ? bits | 0x8000 : bits);
  }

  /** The same number as a float. */
  static float value(short half) {
    int exponent = (half >> MANTISSA_BITS) & 0x1f;
    int mantissa = half & MANTISSA;
    float magnitude =
        exponent == 0
            ? Math.scalb((float) mantissa, SMALLEST)
            : Float.intBitsToFloat(
                ((exponent - BIAS + Float.MAX_EXPONENT) << FLOAT_MANTISSA_BITS)
                    | (mantissa << (FLOAT_MANTISSA_BITS - MANTISSA_BITS)));
    return half < 0 ? -magnitude : magnitude;
  }

  /** Whether each of these numbers is a half. */
  static boolean all(float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= LARGEST) || value(of(value)) != value) {
        return false;
      }
    }
    return true;
  }
}
