package sentiment.dataset;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A review with the words that a person gave as reasons for its label.
 *
 * @param review the text and its label
 * @param tokens the text's tokens as the annotators saw them, as places in the text
 * @param reasons runs of tokens
 */
public record RationaleReview(LabelledReview review, List<Range> tokens, List<Range> reasons) {

  private static final Pattern TOKEN = Pattern.compile("\\S+");

  /**
   * A range of characters or of tokens.
   *
   * @param start of the first
   * @param end behind the last, above {@code start}
   */
  public record Range(int start, int end) {}

  public RationaleReview {
    tokens = List.copyOf(tokens);
    reasons = List.copyOf(reasons);
  }

  /** The tokens of a text, apart by white space, as the ERASER benchmark has them. */
  public static List<Range> tokens(String text) {
    return TOKEN.matcher(text).results().map(t -> new Range(t.start(), t.end())).toList();
  }
}
