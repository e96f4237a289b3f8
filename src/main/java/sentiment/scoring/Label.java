package sentiment.scoring;

/** The judgement in one word. */
public enum Label {
  NEGATIVE,
  /** The probability lies inside the configured band. */
  UNCERTAIN,
  POSITIVE
}
