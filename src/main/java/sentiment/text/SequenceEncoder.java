package sentiment.text;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Turns a review into the ids that a model reads: tokenizer, vocabulary, the start marker, and a
 * bound on the length. Safe for use by several threads.
 *
 * <p>Words beyond {@code vocabularySize} become {@link Vocabulary#UNKNOWN}. Words that the
 * vocabulary does not list at all become unknown too, or are skipped: Keras' IMDB sequences know
 * all 88,584 words of the training reviews by rank, call the rare ones unknown, and drop those
 * never seen.
 */
public final class SequenceEncoder {

  /** What becomes of a word that the vocabulary does not list. */
  public enum Unlisted {
    /** It is read as {@link Vocabulary#UNKNOWN}. */
    UNKNOWN,
    /** It is not read. */
    SKIP
  }

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final int vocabularySize;
  private final Unlisted unlisted;
  private final Truncation truncation;

  /**
   * @param vocabularySize ids below it are read as they are, more than three, at most the
   *     vocabulary's size
   */
  public SequenceEncoder(
      Tokenizer tokenizer,
      Vocabulary vocabulary,
      int vocabularySize,
      Unlisted unlisted,
      Truncation truncation) {
    if (vocabularySize <= Vocabulary.MARKERS.size() || vocabularySize > vocabulary.size()) {
      throw new IllegalArgumentException(
          "vocabulary size %d: expected %d to %d"
              .formatted(vocabularySize, Vocabulary.MARKERS.size() + 1, vocabulary.size()));
    }
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.vocabularySize = vocabularySize;
    this.unlisted = unlisted;
    this.truncation = truncation;
  }

  /** Encodes one review; a review without words gives the start marker alone. */
  public EncodedReview encode(String review) {
    List<Token> tokens = tokenizer.tokenize(review);
    int[] ids = new int[tokens.size() + 1];
    int[] tokenOf = new int[ids.length];
    ids[0] = Vocabulary.START;
    tokenOf[0] = EncodedReview.NO_TOKEN;
    int n = 1;
    for (int t = 0; t < tokens.size(); t++) {
      OptionalInt id = vocabulary.id(tokens.get(t).text());
      if (id.isEmpty() && unlisted == Unlisted.SKIP) {
        continue;
      }
      int listed = id.orElse(Vocabulary.UNKNOWN);
      boolean isWord = listed >= Vocabulary.MARKERS.size() && listed < vocabularySize;
      ids[n] = isWord ? listed : Vocabulary.UNKNOWN;
      tokenOf[n] = t;
      n++;
    }
    return new EncodedReview(tokens, truncate(ids, n), truncate(tokenOf, n));
  }

  private int[] truncate(int[] values, int n) {
    if (n <= truncation.length()) {
      return Arrays.copyOf(values, n);
    }
    int[] kept = Arrays.copyOf(values, truncation.length());
    System.arraycopy(values, n - truncation.tail(), kept, truncation.head(), truncation.tail());
    return kept;
  }
}
