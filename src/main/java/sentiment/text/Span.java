package sentiment.text;

/**
 * A part of a review.
 *
 * @param start UTF-16 offset of its first character
 * @param end UTF-16 offset behind its last character
 */
public record Span(int start, int end) {}
