package sentiment.kernel;

import java.util.Arrays;

/**
 * The right-hand side of a product, laid out for the kernel: column panels as wide as its register
 * tile, each stored row after row, the last one filled with zeros.
 */
public final class PackedMatrix {

  private final int panel;
  private float[] values = new float[0]; // [ceil(columns / panel)][rows][panel]
  private int rows;
  private int columns;

  PackedMatrix() {
    this.panel = MatrixKernel.BEST.panel();
  }

  /** A packed copy of a row-major matrix {@code float[rows][columns]}. */
  static PackedMatrix of(float[] matrix, int rows, int columns) {
    return new PackedMatrix().pack(matrix, 0, rows, columns, columns, 1);
  }

  /** A packed copy of the transpose of a row-major matrix {@code float[columns][rows]}. */
  static PackedMatrix ofTransposed(float[] matrix, int rows, int columns) {
    return new PackedMatrix().pack(matrix, 0, rows, columns, 1, rows);
  }

  /**
   * Fills this matrix anew: element (r, c) is {@code matrix[offset + r*rowStride + c*colStride]}.
   */
  PackedMatrix pack(
      float[] matrix, int offset, int rows, int columns, int rowStride, int colStride) {
    int panels = (columns + panel - 1) / panel;
    if (values.length < panels * rows * panel) {
      values = new float[panels * rows * panel];
    }
    this.rows = rows;
    this.columns = columns;
    int to = 0;
    for (int p = 0; p < panels; p++) {
      int width = Math.min(panel, columns - p * panel);
      for (int r = 0; r < rows; r++) {
        int from = offset + r * rowStride + p * panel * colStride;
        if (colStride == 1) {
          System.arraycopy(matrix, from, values, to, width);
        } else {
          for (int c = 0; c < width; c++) {
            values[to + c] = matrix[from + c * colStride];
          }
        }
        Arrays.fill(values, to + width, to + panel, 0);
        to += panel;
      }
    }
    return this;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  float[] values() {
    return values;
  }
}
