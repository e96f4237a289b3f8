package sentiment.streams;

/** How scores are written. */
public enum OutputFormat {
  /** Framed Avro of {@code schemas/review_score.avsc}. */
  AVRO,
  /** A JSON object with the same field names. */
  JSON
}
