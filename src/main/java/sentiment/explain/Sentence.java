package sentiment.explain;

/**
 * A sentence of a review, as far as the model read it.
 *
 * @param start UTF-16 offset of its first character in the review
 * @param end UTF-16 offset behind its last character
 * @param words that the model read, one or more
 * @param attention the sum over these
 * @param contribution the sum over these
 */
public record Sentence(int start, int end, int words, double attention, double contribution) {

  /** What a word of it contributes on average: long sentences have more of everything. */
  public double mean() {
    return contribution / words;
  }
}
