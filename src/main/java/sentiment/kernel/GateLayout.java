package sentiment.kernel;

/**
 * Where a hidden unit's four gates lie inside the kernel: unit blocks as wide as a vector, in each
 * the gates i, f, g, o side by side, so that one panel of a product is all that a block of cells
 * needs. Outside, a gate's units lie together, as Keras has them: {@code [4][hidden]}.
 */
final class GateLayout {

  private static final int LANES = Tiles.BEST.lanes();
  private static final int BLOCK_INPUT = 2; // its activation is no gate's

  private GateLayout() {}

  /** The number of units, filled up to whole vectors. */
  static int units(int hidden) {
    return (hidden + LANES - 1) / LANES * LANES;
  }

  /** Where column {@code c} of the kernel's layout is outside, -1 if it is filling. */
  static int outside(int c, int hidden) {
    int panel = 4 * LANES;
    int gate = c % panel / LANES;
    int unit = c / panel * LANES + c % LANES;
    return unit < hidden ? gate * hidden + unit : -1;
  }

  /** Weights with the gates as columns, ready for {@link Tiles#cell}. */
  static PackedMatrix columns(float[] matrix, int rows, int hidden, GateActivation activation) {
    return PackedMatrix.of(
        halved(matrix, hidden, activation),
        rows,
        4 * units(hidden),
        (r, c) -> {
          int column = outside(c, hidden);
          return column < 0 ? -1 : r * 4 * hidden + column;
        });
  }

  /** The logistic function of x is made of the hyperbolic tangent of x / 2. */
  private static float[] halved(float[] matrix, int hidden, GateActivation activation) {
    float[] halved = matrix.clone();
    if (activation == GateActivation.SIGMOID) {
      for (int i = 0; i < halved.length; i++) {
        if (i / hidden % 4 != BLOCK_INPUT) {
          halved[i] *= 0.5f;
        }
      }
    }
    return halved;
  }

  /** The transpose: weights with the gates as rows. */
  static PackedMatrix rows(float[] matrix, int columns, int hidden) {
    return PackedMatrix.of(
        matrix,
        4 * units(hidden),
        columns,
        (r, c) -> {
          int column = outside(r, hidden);
          return column < 0 ? -1 : c * 4 * hidden + column;
        });
  }

  /** A bias in the kernel's layout, ready for {@link Tiles#cell}. */
  static float[] bias(float[] bias, int hidden, GateActivation activation) {
    float[] outside = halved(bias, hidden, activation);
    float[] inside = new float[4 * units(hidden)];
    for (int c = 0; c < inside.length; c++) {
      int column = outside(c, hidden);
      inside[c] = column < 0 ? 0 : outside[column];
    }
    return inside;
  }

  /** Adds rows of the kernel's layout to rows of the layout outside. */
  static void addTo(float[] inside, int rows, int hidden, float[] outside) {
    int width = 4 * units(hidden);
    for (int c = 0; c < width; c++) {
      int column = outside(c, hidden);
      if (column >= 0) {
        for (int r = 0; r < rows; r++) {
          outside[r * 4 * hidden + column] += inside[r * width + c];
        }
      }
    }
  }
}
