package sentiment.kernel;

/** A linear unit on states: {@code w . h}. Immutable. */
public final class LinearOutput {

  private final float[] weights; // [size]

  /**
   * @param weights {@code [size]}
   */
  public LinearOutput(float[] weights) {
    this.weights = weights;
  }

  /** Its value for the state that begins at an index. */
  public float of(float[] states, int from) {
    return Tiles.BEST.dot(states, from, weights, 0, weights.length);
  }
}
