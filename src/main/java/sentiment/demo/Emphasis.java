package sentiment.demo;

import java.util.List;
import sentiment.explain.WordContribution;

/**
 * How a word of a review is set off from the others. Colour says what it spoke for (green for
 * positive, red for negative), as a background where its share was large; bold and underline say
 * how much attention it received.
 *
 * @param open written before the word
 * @param close written behind it, and before every line break inside it
 * @param columns columns that {@code open} and {@code close} take together
 */
record Emphasis(String open, String close, int columns) {

  static final Emphasis NONE = new Emphasis("", "", 0);

  private static final String RESET = "\u001b[0m";
  private static final double LARGE = 0.5; // of the largest in the review
  private static final double NOTABLE = 0.2;

  /** For a screen without colours: {@code [+word]} speaks for positive, {@code [-word]} against. */
  static Emphasis brackets(WordContribution word) {
    double contribution = word.contribution();
    String sign = contribution > 0 ? "+" : contribution < 0 ? "-" : "";
    return new Emphasis("[" + sign, "]", 2 + sign.length());
  }

  /**
   * Colours one of a review's words.
   *
   * @param all the words it is compared with, itself included
   */
  static Emphasis ansi(WordContribution word, List<WordContribution> all) {
    double mostAttention = all.stream().mapToDouble(WordContribution::attention).max().orElse(1);
    double mostSpoken =
        all.stream().mapToDouble(other -> Math.abs(other.contribution())).max().orElse(1);
    StringBuilder codes = new StringBuilder("\u001b[");
    if (word.attention() >= LARGE * mostAttention) {
      codes.append("1;");
    } else if (word.attention() >= NOTABLE * mostAttention) {
      codes.append("4;");
    }
    boolean large = Math.abs(word.contribution()) >= LARGE * mostSpoken;
    if (word.contribution() > 0) {
      codes.append(large ? "30;42m" : "32m");
    } else if (word.contribution() < 0) {
      codes.append(large ? "97;41m" : "31m");
    } else {
      codes.append("39m");
    }
    return new Emphasis(codes.toString(), RESET, 0);
  }
}
