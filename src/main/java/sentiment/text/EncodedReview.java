package sentiment.text;

import java.util.Arrays;
import java.util.List;

/**
 * A review as a model reads it.
 *
 * <p>The arrays belong to this object; callers do not write to them.
 */
public final class EncodedReview {

  /** Stands in {@link #tokenOf} for a position that is no word (the start marker). */
  public static final int NO_TOKEN = -1;

  private final List<Token> tokens;
  private final int[] ids;
  private final int[] tokenOf;
  private final int unknown;

  EncodedReview(List<Token> tokens, int[] ids, int[] tokenOf) {
    this.tokens = List.copyOf(tokens);
    this.ids = ids;
    this.tokenOf = tokenOf;
    this.unknown = (int) Arrays.stream(ids).filter(id -> id == Vocabulary.UNKNOWN).count();
  }

  /** Every word of the review, read by the model or not. */
  public List<Token> tokens() {
    return tokens;
  }

  /** {@code int[length]}: the ids the model reads, without padding. */
  public int[] ids() {
    return ids;
  }

  /** {@code int[length]}: index into {@link #tokens} of each id's word, or {@link #NO_TOKEN}. */
  public int[] tokenOf() {
    return tokenOf;
  }

  /** The number of ids. */
  public int length() {
    return ids.length;
  }

  /** How many words the model reads. */
  public int tokensUsed() {
    return (int) Arrays.stream(tokenOf).filter(t -> t != NO_TOKEN).count();
  }

  /** How many of the words read are outside the vocabulary. */
  public int tokensUnknown() {
    return unknown;
  }

  /** {@code int[length]}: the ids padded at the end with {@link Vocabulary#PAD}, never cut. */
  public int[] padded(int length) {
    return Arrays.copyOf(ids, Math.max(length, ids.length));
  }
}
