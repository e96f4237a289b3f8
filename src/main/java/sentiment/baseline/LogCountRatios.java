package sentiment.baseline;

import java.util.Arrays;
import java.util.List;

/**
 * How much more often a run of words occurs in positive reviews than in negative ones (Wang and
 * Manning 2012).
 *
 * @param runs as {@link Ngrams} numbers them, ascending
 * @param ratios {@code float[runs]}: log of the share of positive reviews' runs over that of
 *     negative ones', natural
 */
record LogCountRatios(long[] runs, float[] ratios) {

  /**
   * @param found the runs of each review
   * @param positive each review's label
   */
  static LogCountRatios of(List<long[]> found, List<Boolean> positive, NbSvmSettings settings) {
    long[] marked = sortedWithLabels(found, positive); // last bit: the label
    long[] runs = new long[marked.length];
    int[] liked = new int[marked.length];
    int[] disliked = new int[marked.length];
    int n = 0;
    for (int from = 0; from < marked.length; ) {
      long run = marked[from] >> 1;
      int to = from;
      int likes = 0;
      while (to < marked.length && marked[to] >> 1 == run) {
        likes += (int) (marked[to++] & 1);
      }
      if (to - from >= settings.minReviews()) {
        runs[n] = run;
        liked[n] = likes;
        disliked[n++] = to - from - likes;
      }
      from = to;
    }
    return new LogCountRatios(Arrays.copyOf(runs, n), ratios(liked, disliked, n, settings.alpha()));
  }

  private static long[] sortedWithLabels(List<long[]> found, List<Boolean> positive) {
    long[] marked = new long[found.stream().mapToInt(runs -> runs.length).sum()];
    int n = 0;
    for (int i = 0; i < found.size(); i++) {
      for (long run : found.get(i)) {
        marked[n++] = (run << 1) | (positive.get(i) ? 1 : 0);
      }
    }
    Arrays.parallelSort(marked);
    return marked;
  }

  private static float[] ratios(int[] liked, int[] disliked, int n, double alpha) {
    double likes = 0;
    double dislikes = 0;
    for (int i = 0; i < n; i++) {
      likes += liked[i] + alpha;
      dislikes += disliked[i] + alpha;
    }
    float[] ratios = new float[n];
    for (int i = 0; i < n; i++) {
      ratios[i] = (float) Math.log((liked[i] + alpha) / likes / ((disliked[i] + alpha) / dislikes));
    }
    return ratios;
  }

  /**
   * A review as the classifier sees it: which of these runs it has, ascending, and their ratios
   * over the root of their sum of squares, so that long reviews weigh no more than short ones.
   */
  Row row(long[] found) {
    int[] at = new int[found.length];
    int n = 0;
    double squares = 0;
    for (long run : found) {
      int i = Arrays.binarySearch(runs, run);
      if (i >= 0) {
        at[n++] = i;
        squares += (double) ratios[i] * ratios[i];
      }
    }
    return new Row(Arrays.copyOf(at, n), squares > 0 ? 1 / Math.sqrt(squares) : 0);
  }

  /**
   * @param at indices into {@link #runs}
   * @param scale of their ratios
   */
  record Row(int[] at, double scale) {}
}
