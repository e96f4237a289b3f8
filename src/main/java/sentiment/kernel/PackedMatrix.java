package sentiment.kernel;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * The right-hand side of a product, laid out for the register tiles: column panels as wide as a
 * tile, each stored row after row, the last one filled up with zeros.
 */
final class PackedMatrix {

  private final int panel = Tiles.BEST.panel();
  private float[] values = new float[0]; // [panels][rows][panel]
  private int rows;
  private int columns;

  /** A packed copy of a row-major matrix {@code float[rows][columns]}. */
  static PackedMatrix of(float[] matrix, int rows, int columns) {
    return new PackedMatrix().pack(matrix, 0, rows, columns);
  }

  /** A packed copy of the transpose of a row-major matrix {@code float[columns][rows]}. */
  static PackedMatrix ofTransposed(float[] matrix, int rows, int columns) {
    return of(matrix, rows, columns, (r, c) -> c * rows + r);
  }

  /**
   * A packed copy of any arrangement.
   *
   * @param index where in {@code matrix} element (row, column) is, below 0 for zero
   */
  static PackedMatrix of(float[] matrix, int rows, int columns, IntBinaryOperator index) {
    PackedMatrix packed = new PackedMatrix();
    packed.resize(rows, columns);
    int to = 0;
    for (int p = 0; p < packed.panels(); p++) {
      for (int r = 0; r < rows; r++) {
        for (int c = p * packed.panel; c < (p + 1) * packed.panel; c++) {
          int from = c < columns ? index.applyAsInt(r, c) : -1;
          packed.values[to] = from < 0 ? 0 : matrix[from];
          to++;
        }
      }
    }
    return packed;
  }

  /** Fills this matrix anew with a row-major one from {@code offset}. */
  PackedMatrix pack(float[] matrix, int offset, int newRows, int newColumns) {
    resize(newRows, newColumns);
    int to = 0;
    for (int p = 0; p < panels(); p++) {
      int width = Math.min(panel, columns - p * panel);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(matrix, offset + r * columns + p * panel, values, to, width);
        Arrays.fill(values, to + width, to + panel, 0);
        to += panel;
      }
    }
    return this;
  }

  private void resize(int newRows, int newColumns) {
    rows = newRows;
    columns = newColumns;
    int size = panels() * rows * panel;
    if (values.length < size) {
      values = new float[size];
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int panels() {
    return (columns + panel - 1) / panel;
  }

  /** Where in {@link #values} a panel's row begins. */
  int at(int panelIndex, int row) {
    return (panelIndex * rows + row) * panel;
  }

  float[] values() {
    return values;
  }
}
