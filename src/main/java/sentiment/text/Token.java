package sentiment.text;

/**
 * One word of a review.
 *
 * @param text the normalised word that is looked up in the vocabulary, never empty
 * @param start UTF-16 offset of the word's first character in the review
 * @param end UTF-16 offset behind its last character
 */
public record Token(String text, int start, int end) {

  public Token {
    if (text.isEmpty() || start < 0 || end <= start) {
      throw new IllegalArgumentException("token [" + start + "," + end + ") of " + text.length());
    }
  }

  /** The word as the review's author wrote it. */
  public String surface(String review) {
    return review.substring(start, end);
  }
}
