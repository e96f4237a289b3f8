package sentiment.pretraining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How reviews are cut for the language model. */
final class Pieces {

  /** Pieces that a thread works on at a time; fixed, so that sums do not depend on the machine. */
  private static final int SHARD = 32;

  private Pieces() {}

  /** Cuts reviews into parts of like length, none longer than {@code most}, each of two or more. */
  static List<int[]> of(List<int[]> reviews, int most) {
    List<int[]> pieces = new ArrayList<>();
    for (int[] review : reviews) {
      int parts = (review.length + most - 1) / most;
      for (int part = 0; part < parts; part++) {
        int from = (int) ((long) review.length * part / parts);
        int to = (int) ((long) review.length * (part + 1) / parts);
        if (to - from > 1) {
          pieces.add(Arrays.copyOfRange(review, from, to));
        }
      }
    }
    return pieces;
  }

  /** The first pieces, of so many tokens and a few. */
  static List<int[]> first(List<int[]> pieces, int tokens) {
    List<int[]> some = new ArrayList<>();
    int sum = 0;
    for (int[] piece : pieces) {
      if (sum < tokens) {
        some.add(piece);
        sum += piece.length;
      }
    }
    return some;
  }

  /** Parts for threads. */
  static List<List<int[]>> shards(List<int[]> pieces) {
    List<List<int[]>> shards = new ArrayList<>();
    for (int from = 0; from < pieces.size(); from += SHARD) {
      shards.add(pieces.subList(from, Math.min(from + SHARD, pieces.size())));
    }
    return shards;
  }
}
