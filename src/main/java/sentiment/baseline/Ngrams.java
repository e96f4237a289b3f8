package sentiment.baseline;

import java.util.Arrays;
import java.util.List;
import sentiment.text.Token;
import sentiment.text.Tokenizer;
import sentiment.text.Vocabulary;

/**
 * The runs of one to three listed words of a review, each as one number: the words' ids side by
 * side, so that no two runs share a number. A word outside the vocabulary ends a run, for it is
 * rarer than any run worth counting. Safe for use by several threads.
 */
final class Ngrams {

  /** Longest run. */
  static final int LONGEST = 3;

  private static final int BITS = 20;

  /** Most words that three ids in one number leave room for. */
  static final int MOST_WORDS = 1 << BITS;

  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final int longest;

  /**
   * @param vocabulary of at most {@link #MOST_WORDS} words
   * @param longest words of a run, 1 to {@link #LONGEST}
   */
  Ngrams(Tokenizer tokenizer, Vocabulary vocabulary, int longest) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.longest = longest;
  }

  /** The runs that occur in a review, each once, ascending. */
  long[] of(String review) {
    List<Token> tokens = tokenizer.tokenize(review);
    long[] found = new long[tokens.size() * longest];
    int n = 0;
    int listed = 0; // words since the last one that is not in the vocabulary
    long run = 0;
    for (Token token : tokens) {
      int id = vocabulary.id(token.text()).orElse(Vocabulary.UNKNOWN);
      listed = id < Vocabulary.MARKERS.size() ? 0 : listed + 1;
      run = (run << BITS) | id;
      for (int words = 1; words <= Math.min(listed, longest); words++) {
        found[n++] = run & ((1L << (BITS * words)) - 1);
      }
    }
    return distinct(found, n);
  }

  private static long[] distinct(long[] values, int n) {
    Arrays.sort(values, 0, n);
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[kept++] = values[i];
      }
    }
    return Arrays.copyOf(values, kept);
  }
}
