package sentiment.streams;

/** Why a rejected record that was asked for is not replayed; it stays where it is. */
enum ReplaySkip {
  /** Its value was left out, and the original is gone from the input topic. */
  VALUE_GONE,
  /** It is larger than {@code max.record.bytes}. */
  TOO_LARGE,
  /** The input topic does not take it: too large there, too old, or without a key. */
  REFUSED
}
