package sentiment.training;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

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

  /** Overwrites a row-major array or view. */
  static void write(float[] values, INDArray array) {
    if (!isRowMajor(array) || array.length() != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for an array of " + array.shapeInfoToString());
    }
    buffer(array).put(values);
  }

  private static boolean isRowMajor(INDArray array) {
    return (array.elementWiseStride() == 1 && array.ordering() == 'c')
        || Shape.hasDefaultStridesForShape(array);
  }

  private static FloatBuffer buffer(INDArray array) {
    FloatBuffer buffer = array.data().asNioFloat();
    return buffer.slice();
  }
}
