package sentiment.explain;

/** A way to say how much each word had to do with a judgement. */
public enum AttributionMethod {
  /** Attention times what the word's state says: the exact shares of the logit. */
  CONTRIBUTION(true, true),
  /** The attention weight alone; it has no sign. */
  ATTENTION(false, false),
  /** The logit's gradient times the word's vector (Shrikumar et al. 2016). */
  GRADIENT_TIMES_INPUT(true, false),
  /** The mean gradient on the way from no words, times the vector (Sundararajan et al. 2017). */
  INTEGRATED_GRADIENTS(true, true),
  /** How much the logit falls when the word is left out (Li et al. 2016). */
  LEAVE_ONE_OUT(true, false);

  private final boolean signed;
  private final boolean additive;

  AttributionMethod(boolean signed, boolean additive) {
    this.signed = signed;
    this.additive = additive;
  }

  /** Whether it tells words for a positive judgement (above 0) from words against it. */
  public boolean signed() {
    return signed;
  }

  /** Whether what it says of words may be summed up: they are shares of one judgement. */
  public boolean additive() {
    return additive;
  }
}
