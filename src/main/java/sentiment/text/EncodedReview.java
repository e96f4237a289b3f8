package sentiment.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A review as a model reads it.
 *
 * <p>The arrays belong to this object; callers do not write to them.
 */
public final class EncodedReview {

  /** Stands in {@link #tokenOf} for a position that is no word (the start marker). */
  public static final int NO_TOKEN = -1;

  /** From this share of unknown words on, a text may not be of the model's language. */
  private static final double FOREIGN = 0.25;

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

  /**
   * Whether so many words are unknown that they may be of another language.
   *
   * @param unknown words read that are outside the vocabulary
   * @param read words read
   */
  public static boolean maybeForeign(int unknown, int read) {
    boolean many = unknown > 1 && unknown >= FOREIGN * read;
    return many || (unknown > 0 && unknown == read);
  }

  /**
   * What a model did not see, in a few words; empty if it saw all.
   *
   * @param words in the review
   * @param read words read
   * @param unknown words read that are outside the vocabulary
   */
  public static String unseen(int words, int read, int unknown) {
    List<String> parts = new ArrayList<>();
    if (read < words) {
      parts.add("%,d of %,d words not read".formatted(words - read, words));
    }
    if (unknown > 0) {
      String question = maybeForeign(unknown, read) ? ": is this English?" : "";
      parts.add("%,d unknown".formatted(unknown) + question);
    }
    return String.join(", ", parts);
  }

  /** The words read that are outside the vocabulary, in reading order, one by one. */
  public List<Span> unknownWords() {
    List<Span> unknown = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == Vocabulary.UNKNOWN && tokenOf[i] != NO_TOKEN) {
        Token token = tokens.get(tokenOf[i]);
        unknown.add(new Span(token.start(), token.end()));
      }
    }
    return unknown;
  }

  /** The parts that the model does not read: neighbouring words are one part. */
  public List<Span> unread() {
    BitSet read = new BitSet(tokens.size());
    for (int t : tokenOf) {
      if (t != NO_TOKEN) {
        read.set(t);
      }
    }
    List<Span> parts = new ArrayList<>();
    int from = read.nextClearBit(0);
    while (from < tokens.size()) {
      int next = read.nextSetBit(from);
      int to = next < 0 ? tokens.size() : next;
      parts.add(new Span(tokens.get(from).start(), tokens.get(to - 1).end()));
      from = read.nextClearBit(to);
    }
    return parts;
  }

  /** {@code int[length]}: the ids padded at the end with {@link Vocabulary#PAD}, never cut. */
  public int[] padded(int length) {
    return Arrays.copyOf(ids, Math.max(length, ids.length));
  }
}
