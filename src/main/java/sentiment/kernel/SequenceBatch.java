package sentiment.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a batch of sequences of different lengths lies in memory without padding: rows sorted by
 * length, longest first, and step after step, so that the rows of a step are the first {@link
 * #active} rows and lie side by side. "Token" is the index of (step, row) in that order.
 *
 * <pre>
 *   step 0: row 0, row 1, row 2
 *   step 1: row 0, row 1          row 2 has length 1
 *   step 2: row 0
 * </pre>
 */
public final class SequenceBatch {

  private final int[] order; // [rows] row -> index of the caller's sequence
  private final int[] lengths; // [rows] descending
  private final int[] offsets; // [steps + 1] first token of each step

  private SequenceBatch(int[] order, int[] lengths, int[] offsets) {
    this.order = order;
    this.lengths = lengths;
    this.offsets = offsets;
  }

  /**
   * @param lengths length of each sequence, at least 1; equal lengths keep their order
   */
  public static SequenceBatch of(int... lengths) {
    if (lengths.length == 0 || Arrays.stream(lengths).min().orElse(0) < 1) {
      throw new IllegalArgumentException("expected one or more sequences of length 1 or more");
    }
    int[] order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -lengths[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] sorted = Arrays.stream(order).map(i -> lengths[i]).toArray();
    int[] offsets = new int[sorted[0] + 1];
    int active = sorted.length;
    for (int t = 0; t < sorted[0]; t++) {
      while (sorted[active - 1] <= t) {
        active--;
      }
      offsets[t + 1] = offsets[t] + active;
    }
    return new SequenceBatch(order, sorted, offsets);
  }

  /** The number of sequences. */
  public int rows() {
    return lengths.length;
  }

  /** The length of the longest sequence. */
  public int steps() {
    return offsets.length - 1;
  }

  /** The sum of all lengths. */
  public int tokens() {
    return offsets[offsets.length - 1];
  }

  /** How many rows have a token at that step. */
  public int active(int step) {
    return offsets[step + 1] - offsets[step];
  }

  /** The token of row 0 at that step. */
  public int offset(int step) {
    return offsets[step];
  }

  /** The token at a step of a row that is active there. */
  public int token(int step, int row) {
    return offsets[step] + row;
  }

  /** The length of a row. */
  public int length(int row) {
    return lengths[row];
  }

  /** Which of the caller's sequences a row is. */
  public int sequence(int row) {
    return order[row];
  }
}
