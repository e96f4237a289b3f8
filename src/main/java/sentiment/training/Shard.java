package sentiment.training;

import java.nio.FloatBuffer;
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

  /**
   * Copies {@code padded [rows][steps][size]}, times a mask of its rows, to {@code packed
   * [tokens][size]}.
   */
  void gather(FloatBuffer padded, int size, float @Nullable [] mask, float[] packed) {
    for (int r = 0; r < batch.sequences(); r++) {
      int first = batch.first(r) * size;
      int length = batch.length(r) * size;
      padded.get(row(r) * steps * size, packed, first, length);
      multiply(packed, first, length, mask, row(r) * size, size);
    }
  }

  /**
   * Copies {@code packed [tokens][size]} to the shard's rows of {@code padded [rows][steps][size]},
   * zeros behind each.
   */
  void scatter(float[] packed, int size, FloatBuffer padded) {
    float[] zeros = new float[(steps - shortest()) * size];
    for (int r = 0; r < batch.sequences(); r++) {
      int length = batch.length(r) * size;
      int to = row(r) * steps * size;
      padded.put(to, packed, batch.first(r) * size, length);
      padded.put(to + length, zeros, 0, steps * size - length);
    }
  }

  private int shortest() {
    return IntStream.range(0, batch.sequences()).map(batch::length).min().orElse(steps);
  }

  /** Multiplies each token of {@code packed [tokens][size]} by the mask of its row. */
  void multiply(float[] packed, float @Nullable [] mask, int size) {
    for (int r = 0; r < batch.sequences(); r++) {
      multiply(packed, batch.first(r) * size, batch.length(r) * size, mask, row(r) * size, size);
    }
  }

  private static void multiply(
      float[] values, int at, int n, float @Nullable [] mask, int from, int size) {
    for (int i = at; mask != null && i < at + n; i += size) {
      for (int j = 0; j < size; j++) {
        values[i + j] *= mask[from + j];
      }
    }
  }
}
