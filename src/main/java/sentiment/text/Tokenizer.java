package sentiment.text;

import java.util.List;

/**
 * Splits a review into words. Implementations hold no state and may be shared between threads.
 *
 * <p>What every tokenizer promises, for any string, malformed surrogates included:
 *
 * <ul>
 *   <li>tokens come in order and do not overlap;
 *   <li>{@code 0 <= start < end <= review.length()}, and no offset splits a surrogate pair;
 *   <li>the same text always gives the same tokens; an empty text gives none;
 *   <li>the time is linear in the length of the text.
 * </ul>
 */
public interface Tokenizer {

  /** The name under which a bundle's manifest refers to this rule. */
  String id();

  List<Token> tokenize(String review);

  /**
   * The tokenizer with that id.
   *
   * @throws IllegalArgumentException if there is none, naming those that exist
   */
  static Tokenizer byId(String id) {
    return switch (id) {
      case KerasTokenizer.ID -> new KerasTokenizer();
      case PlainReviewTokenizer.ID -> new PlainReviewTokenizer();
      case ReviewTokenizer.ID -> new ReviewTokenizer();
      default ->
          throw new IllegalArgumentException(
              "tokenizer '%s': expected %s, %s or %s"
                  .formatted(id, KerasTokenizer.ID, PlainReviewTokenizer.ID, ReviewTokenizer.ID));
    };
  }
}
