package sentiment.pretraining;

import java.util.Arrays;
import sentiment.kernel.MatrixProduct;

/** Sums of gradients of those rows of a large matrix that a step has to do with. */
final class RowGradients {

  private final int size;
  private final int[] slotOf; // [rows], -1 for none
  private int[] rows = new int[1024]; // [slots]
  private float[] sums; // [slots][size]
  private int slots;

  RowGradients(int rowCount, int size) {
    this.size = size;
    this.slotOf = new int[rowCount];
    this.sums = new float[rows.length * size];
    Arrays.fill(slotOf, -1);
  }

  /** Adds {@code factor} times the values from {@code at} to a row's gradient. */
  void add(int row, float factor, float[] values, int at) {
    int slot = slotOf[row];
    if (slot < 0) {
      if (slots == rows.length) {
        rows = Arrays.copyOf(rows, 2 * slots);
        sums = Arrays.copyOf(sums, 2 * slots * size);
      }
      slot = slots++;
      slotOf[row] = slot;
      rows[slot] = row;
    }
    MatrixProduct.addScaled(factor, values, at, sums, slot * size, size);
  }

  /** Moves the rows of a matrix and forgets their gradients. */
  void move(AdamArray matrix, float factor, double rate, int step) {
    for (int slot = 0; slot < slots; slot++) {
      matrix.move(rows[slot] * size, size, sums, slot * size, factor, rate, step);
      slotOf[rows[slot]] = -1;
    }
    Arrays.fill(sums, 0, slots * size, 0);
    slots = 0;
  }
}
