package sentiment.explain;

/**
 * Neighbouring words that speak for the same judgement, or that a negation binds together.
 *
 * @param start UTF-16 offset of its first word in the review
 * @param end UTF-16 offset behind its last word
 * @param attention the sum over its words, 0..1
 * @param contribution the sum over its words
 */
public record Phrase(int start, int end, double attention, double contribution) {}
