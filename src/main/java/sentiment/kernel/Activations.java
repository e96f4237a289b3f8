package sentiment.kernel;

/**
 * Rational approximations of the squashing functions, odd polynomial of degree 13 over an even one
 * of degree 6 (the float coefficients of Eigen's {@code generic_fast_tanh_float}). The absolute
 * error is below 4e-7 for every float; beyond {@link #TANH_LIMIT} the value is constant.
 */
final class Activations {

  static final float TANH_LIMIT = 7.90531110763549805f;

  static final float A1 = 4.89352455891786e-03f;
  static final float A3 = 6.37261928875436e-04f;
  static final float A5 = 1.48572235717979e-05f;
  static final float A7 = 5.12229709037114e-08f;
  static final float A9 = -8.60467152213735e-11f;
  static final float A11 = 2.00018790482477e-13f;
  static final float A13 = -2.76076847742355e-16f;
  static final float B0 = 4.89352518554385e-03f;
  static final float B2 = 2.26843463243900e-03f;
  static final float B4 = 1.18534705686654e-04f;
  static final float B6 = 1.19825839466702e-06f;

  private Activations() {}

  static float tanh(float value) {
    float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, value));
    float s = x * x;
    float p = A13;
    p = p * s + A11;
    p = p * s + A9;
    p = p * s + A7;
    p = p * s + A5;
    p = p * s + A3;
    p = p * s + A1;
    float q = ((B6 * s + B4) * s + B2) * s + B0;
    return x * p / q;
  }

  static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }

  static float gate(GateActivation activation, float x) {
    return activation == GateActivation.SIGMOID ? sigmoid(x) : Math.max(0, x);
  }

  /** The gate's derivative, from its activation. */
  static float gateSlope(GateActivation activation, float y) {
    if (activation == GateActivation.SIGMOID) {
      return y * (1 - y);
    }
    return y > 0 ? 1 : 0;
  }
}
