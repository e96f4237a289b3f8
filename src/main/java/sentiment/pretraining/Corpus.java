package sentiment.pretraining;

import java.util.List;

/**
 * Reviews to learn from, as ids. Ids of markers ({@code 0..2}: padding, start, unknown) are no
 * words: nothing predicts them.
 *
 * @param reviews ids of each, whole, below the vocabulary's size
 * @param vocabularySize one more than the largest id that there may be
 */
public record Corpus(List<int[]> reviews, int vocabularySize) {

  /** The first id of a word. */
  public static final int FIRST_WORD = 3;

  public Corpus {
    reviews = List.copyOf(reviews);
  }

  /** The number of ids in all reviews. */
  public long tokens() {
    return reviews.stream().mapToLong(ids -> ids.length).sum();
  }

  /** How often each id occurs, markers left at 0. */
  long[] counts() {
    long[] counts = new long[vocabularySize];
    for (int[] review : reviews) {
      for (int id : review) {
        counts[id] += id < FIRST_WORD ? 0 : 1;
      }
    }
    return counts;
  }
}
