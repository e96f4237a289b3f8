package sentiment.streams;

/** How the values of the input topic are written. */
public enum InputFormat {
  /** Each record on its own, by the rules of {@link ReviewDecoder}. */
  AUTO,
  /** Framed Avro of {@code schemas/review.avsc}. */
  AVRO,
  /** A JSON object with the fields of {@code schemas/review.avsc}. */
  JSON,
  /** The review's text and nothing else, in UTF-8. */
  TEXT;

  /** Whether values may be framed Avro. */
  boolean mayBeAvro() {
    return this == AUTO || this == AVRO;
  }
}
