package sentiment.dataset;

import java.util.List;

/**
 * A review with the words that a person gave as reasons for its label.
 *
 * @param review the text and its label
 * @param tokens the text's tokens as the annotators saw them, as places in the text
 * @param reasons runs of tokens
 */
public record RationaleReview(LabelledReview review, List<Range> tokens, List<Range> reasons) {

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
}
