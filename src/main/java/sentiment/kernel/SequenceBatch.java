package sentiment.kernel;

import java.util.Arrays;

/**
 * How a batch of sequences of different lengths lies in memory, without padding. A recurrence
 * advances some sequences side by side, a lane each. Where there are more sequences than lanes, a
 * lane works through several, one behind the other; they are dealt out longest first, each to the
 * lane with the least work, so that the lanes end at about the same step and tiles stay full.
 *
 * <pre>
 *   lane 0:  [ sequence 3                ]
 *   lane 1:  [ sequence 0      ][ seq. 4 ]
 *   lane 2:  [ sequence 1  ][ sequence 2]
 * </pre>
 *
 * <p>The tokens of a lane lie side by side, and so do those of a sequence: token t of sequence i is
 * token {@code first(i) + t} of the batch. Can be used again and again; one thread at a time.
 */
public final class SequenceBatch {

  /** Lanes beyond these gain nothing: the weights' panels are read from the cache often enough. */
  private static final int MAX_LANES = 24;

  /** What a step costs beside its rows, in rows: the panels come from the second-level cache. */
  private static final double STEP_COST = 2;

  private int sequences;
  private int tokens;
  private int[] lengths = new int[0]; // [sequences]
  private int[] first = new int[0]; // [sequences] token
  private int[] order = new int[0]; // [sequences] longest first
  private int[] laneOf = new int[0]; // [sequences]
  private int lanes;
  private final int[] loads = new int[MAX_LANES]; // [lanes] tokens, descending
  private final int[] laneFirst = new int[MAX_LANES]; // [lanes] token
  private final int[] rank = new int[MAX_LANES];
  private final int[] next = new int[MAX_LANES];
  private boolean[] begins = new boolean[0]; // [tokens + 1]
  private long[] keys = new long[0];

  /** A batch of sequences of these lengths, each at least 1. */
  public static SequenceBatch of(int... lengths) {
    SequenceBatch batch = new SequenceBatch();
    batch.arrange(lengths, lengths.length);
    return batch;
  }

  /**
   * Takes up new sequences.
   *
   * @param newLengths of each, at least 1; what is behind {@code count} is ignored
   * @throws IllegalArgumentException if there is none, or one is empty
   */
  public void arrange(int[] newLengths, int count) {
    reserve(count);
    sequences = count;
    tokens = 0;
    for (int i = 0; i < count; i++) {
      if (newLengths[i] < 1) {
        throw new IllegalArgumentException("expected sequences of length 1 or more");
      }
      lengths[i] = newLengths[i];
      tokens += newLengths[i];
      keys[i] = ((long) -newLengths[i] << 32) + i; // longest first, equals in order
    }
    if (count == 0) {
      throw new IllegalArgumentException("expected one or more sequences");
    }
    Arrays.sort(keys, 0, count);
    for (int i = 0; i < count; i++) {
      order[i] = (int) keys[i];
    }
    lanes = cheapest();
    deal(lanes);
    lay();
  }

  private void reserve(int count) {
    if (lengths.length < count) {
      lengths = new int[count];
      first = new int[count];
      order = new int[count];
      laneOf = new int[count];
      keys = new long[count];
    }
  }

  /** How many lanes make the least work. */
  private int cheapest() {
    int most = Math.min(MAX_LANES, sequences);
    int tile = Tiles.BEST.rows();
    int best = most;
    double least = Double.POSITIVE_INFINITY;
    for (int n = most; n >= 1; n -= n == most && most % tile != 0 ? most % tile : tile) {
      deal(n);
      double cost = cost(n);
      if (cost < least) {
        least = cost;
        best = n;
      }
    }
    return best;
  }

  private double cost(int n) {
    Arrays.sort(loads, 0, n);
    double cost = 0;
    int done = 0;
    for (int i = 0; i < n; i++) {
      int active = n - i;
      int tile = Tiles.BEST.rows();
      int rest = active % tile;
      // two rows take as long as their loads, not as their sums
      double rows = active - rest + (rest == 0 ? 0 : Math.min(tile, rest + 1));
      cost += (loads[i] - done) * (rows + STEP_COST);
      done = loads[i];
    }
    return cost;
  }

  private void deal(int n) {
    Arrays.fill(loads, 0, n, 0);
    for (int i = 0; i < sequences; i++) {
      int least = 0;
      for (int lane = 1; lane < n; lane++) {
        if (loads[lane] < loads[least]) {
          least = lane;
        }
      }
      laneOf[order[i]] = least;
      loads[least] += lengths[order[i]];
    }
  }

  /** Gives each lane its place, the one with the most work first, and each sequence its own. */
  private void lay() {
    for (int lane = 0; lane < lanes; lane++) {
      keys[lane] = ((long) -loads[lane] << 32) + lane;
    }
    Arrays.sort(keys, 0, lanes);
    int at = 0;
    for (int place = 0; place < lanes; place++) {
      int lane = (int) keys[place];
      rank[lane] = place;
      laneFirst[place] = at;
      at += loads[lane];
    }
    for (int place = 0; place < lanes; place++) {
      loads[place] = (place + 1 < lanes ? laneFirst[place + 1] : tokens) - laneFirst[place];
    }
    System.arraycopy(laneFirst, 0, next, 0, lanes);
    for (int i = 0; i < sequences; i++) {
      int place = rank[laneOf[order[i]]];
      first[order[i]] = next[place];
      next[place] += lengths[order[i]];
    }
    if (begins.length <= tokens) {
      begins = new boolean[tokens + 1];
    }
    Arrays.fill(begins, 0, tokens, false);
    begins[tokens] = true;
    for (int i = 0; i < sequences; i++) {
      begins[first[i]] = true;
    }
  }

  /** The number of sequences. */
  public int sequences() {
    return sequences;
  }

  /** The sum of all lengths. */
  public int tokens() {
    return tokens;
  }

  /** The length of a sequence. */
  public int length(int sequence) {
    return lengths[sequence];
  }

  /** The token that a sequence begins with. */
  public int first(int sequence) {
    return first[sequence];
  }

  int lanes() {
    return lanes;
  }

  /** Steps of the longest lane. */
  int steps() {
    return loads[0];
  }

  /** Tokens of a lane; no more than of the lane before. */
  int load(int lane) {
    return loads[lane];
  }

  /** The token that a lane reads in a step, from its beginning or from its end. */
  int token(int lane, int step, boolean reverse) {
    return laneFirst[lane] + (reverse ? loads[lane] - 1 - step : step);
  }

  /** Whether a sequence begins with that token, as read in that direction. */
  boolean begins(int token, boolean reverse) {
    return begins[reverse ? token + 1 : token];
  }
}
