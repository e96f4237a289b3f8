package sentiment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import sentiment.kernel.SequenceBatch;

/**
 * A part of a padded batch in the kernel's ragged layout. How a batch is cut depends on its size
 * alone, never on the machine, and results are summed shard by shard: the same seed gives the same
 * weights on any number of cores.
 */
final class Shard {

  private static final int ROWS = 56;

  final SequenceBatch batch;
  private final int[] rows; // index in the padded batch of each of the caller's sequences
  private final int steps;

  private Shard(int[] rows, int[] lengths, int steps) {
    this.rows = rows;
    this.steps = steps;
    this.batch = SequenceBatch.of(IntStream.of(rows).map(r -> lengths[r]).toArray());
  }

  /**
   * Cuts a batch of {@code [rows][steps]}.
   *
   * @param mask {@code [rows, steps]} of ones and trailing zeros; null if all steps count
   */
  static List<Shard> cut(int rows, int steps, @Nullable INDArray mask) {
    int[] lengths = IntStream.generate(() -> steps).limit(rows).toArray();
    if (mask != null) {
      float[] values = NdArrays.read(mask);
      for (int r = 0; r < rows; r++) {
        int length = 0;
        for (int t = 0; t < steps; t++) {
          length += values[r * steps + t] > 0 ? 1 : 0;
        }
        lengths[r] = length;
      }
    }
    int count = (rows + ROWS - 1) / ROWS;
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int first = s;
      int[] own = IntStream.range(0, rows).filter(r -> r % count == first).toArray();
      shards.add(new Shard(own, lengths, steps));
    }
    return shards;
  }

  /** The padded batch's row of a sequence of {@link #batch}. */
  int row(int row) {
    return rows[row];
  }

  /** {@code [tokens][size]} of {@code padded [rows][steps][size]}, times a mask of its rows. */
  float[] gather(float[] padded, int size, float @Nullable [] mask) {
    float[] packed = new float[batch.tokens() * size];
    for (int r = 0; r < batch.sequences(); r++) {
      for (int t = 0; t < batch.length(r); t++) {
        int to = (batch.first(r) + t) * size;
        System.arraycopy(padded, (row(r) * steps + t) * size, packed, to, size);
        if (mask != null) {
          multiply(packed, to, mask, row(r) * size, size);
        }
      }
    }
    return packed;
  }

  /** Adds {@code packed [tokens][size]}, times a mask of its rows, to {@code padded}. */
  void scatterAdd(float[] packed, float[] padded, int size, float @Nullable [] mask) {
    for (int r = 0; r < batch.sequences(); r++) {
      for (int t = 0; t < batch.length(r); t++) {
        int from = (batch.first(r) + t) * size;
        if (mask != null) {
          multiply(packed, from, mask, row(r) * size, size);
        }
        int to = (row(r) * steps + t) * size;
        for (int j = 0; j < size; j++) {
          padded[to + j] += packed[from + j];
        }
      }
    }
  }

  private static void multiply(float[] values, int at, float[] mask, int from, int n) {
    for (int j = 0; j < n; j++) {
      values[at + j] *= mask[from + j];
    }
  }
}
