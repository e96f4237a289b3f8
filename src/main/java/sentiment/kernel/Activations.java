package sentiment.kernel;

/**
 * Rational approximations of the squashing functions, odd polynomial of degree 9 over an even one
 * of degree 6, fitted for the least largest error up to {@link #TANH_LIMIT} (Lawson's iteration);
 * beyond it the value is constant. In float arithmetic the absolute error of both functions is
 * below 6e-7.
 */
final class Activations {

  static final float TANH_LIMIT = 7.8f;

  static final float P0 = 0.9999992251396179f;
  static final float P1 = 0.12717588245868683f;
  static final float P2 = 0.0027025386225432158f;
  static final float P3 = 7.218424798338674e-06f;
  static final float P4 = -6.26264329284254e-09f;
  static final float Q1 = 0.460506409406662f;
  static final float Q2 = 0.022874388843774796f;
  static final float Q3 = 0.00019761155999731272f;

  private Activations() {}

  static float tanh(float value) {
    float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, value));
    float s = x * x;
    float p = (((P4 * s + P3) * s + P2) * s + P1) * s + P0;
    float q = ((Q3 * s + Q2) * s + Q1) * s + 1;
    return x * p / q;
  }

  /** The gate's derivative, from its activation. */
  static float gateSlope(GateActivation activation, float y) {
    if (activation == GateActivation.SIGMOID) {
      return y * (1 - y);
    }
    return y > 0 ? 1 : 0;
  }
}
