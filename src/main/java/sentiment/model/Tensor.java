package sentiment.model;

import java.util.Arrays;
import java.util.List;

/**
 * A named weight's values in row-major order.
 *
 * @param shape sizes of the dimensions
 * @param values as many as the product of the sizes; not copied
 */
public record Tensor(List<Integer> shape, float[] values) {

  public Tensor {
    shape = List.copyOf(shape);
    if (shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b) != values.length) {
      throw new IllegalArgumentException(
          "tensor of shape " + shape + " with " + values.length + " values");
    }
  }

  /** A vector, or a matrix of rows. */
  public static Tensor of(float[] values, Integer... shape) {
    return new Tensor(Arrays.asList(shape), values);
  }

  /**
   * The same with each value rounded to half precision (IEEE 754 binary16).
   *
   * @throws IllegalArgumentException if a magnitude is above 65,504
   */
  public Tensor inHalfPrecision() {
    float[] rounded = values.clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = HalfFloats.value(HalfFloats.of(rounded[i]));
    }
    return new Tensor(shape, rounded);
  }
}
