package sentiment.pretraining;

/**
 * How word vectors are learned.
 *
 * @param epochs passes over the reviews, 0 to leave the stage out
 * @param window most words between a word and one that it predicts, counted from 1; each word draws
 *     its own from 1 to this
 * @param negatives words drawn at random that each pair is told from
 * @param rate of learning at the start; it falls linearly to nearly 0
 * @param subsample frequency above which occurrences of a word are left out at random, 0 for none
 */
public record SkipGramSettings(
    int epochs, int window, int negatives, double rate, double subsample) {

  /** No word vectors. */
  public static final SkipGramSettings NONE = new SkipGramSettings(0, 5, 5, 0.05, 1e-4);
}
