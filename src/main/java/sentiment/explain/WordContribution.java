package sentiment.explain;

/**
 * One word that the model read.
 *
 * @param text the word as written in the review
 * @param start UTF-16 offset of its first character in the review
 * @param end UTF-16 offset behind its last character
 * @param attention the attention it received, 0..1
 * @param contribution its signed share of the logit: positive speaks for a positive review
 */
public record WordContribution(
    String text, int start, int end, double attention, double contribution) {}
