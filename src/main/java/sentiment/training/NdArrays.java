package sentiment.training;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The edge between ND4J's memory and {@code float[]}: bulk copies, row-major. */
final class NdArrays {

  private NdArrays() {}

  /** The values of an array of any layout. */
  static float[] read(INDArray array) {
    float[] values = new float[(int) array.length()];
    INDArray rowMajor = isRowMajor(array) ? array : array.dup('c');
    buffer(rowMajor).get(values);
    return values;
  }

  /** The values of an array of any layout, row-major: its own memory if it is laid out so. */
  static FloatBuffer rows(INDArray array) {
    return isRowMajor(array) ? buffer(array) : FloatBuffer.wrap(read(array));
  }

  /** Overwrites a row-major array or view. */
  static void write(float[] values, INDArray array) {
    if (!isRowMajor(array) || array.length() != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for an array of " + array.shapeInfoToString());
    }
    buffer(array).put(values);
  }

  /** ND4J's own answer is true for some permuted views, so the strides are compared here. */
  private static boolean isRowMajor(INDArray array) {
    long expected = 1;
    for (int dimension = array.rank() - 1; dimension >= 0; dimension--) {
      if (array.size(dimension) != 1 && array.stride(dimension) != expected) {
        return false;
      }
      expected *= array.size(dimension);
    }
    return true;
  }

  private static FloatBuffer buffer(INDArray array) {
    return array.data().asNioFloat().slice(); // begins at the view's offset
  }
}
