package sentiment.pretraining;

import java.util.Map;
import java.util.Objects;
import sentiment.model.Tensor;

/**
 * Values that Adam (Kingma and Ba 2015) moves, all of them or single rows: rows without a gradient
 * stay as they are, moments included.
 */
final class AdamArray {

  private static final float FIRST = 0.9f;
  private static final float SECOND = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final String name;
  private final float[] values;
  private final float[] mean;
  private final float[] square;

  AdamArray(String name, float[] values) {
    this.name = name;
    this.values = values;
    this.mean = new float[values.length];
    this.square = new float[values.length];
  }

  float[] values() {
    return values;
  }

  /**
   * Moves some values.
   *
   * @param to the first one
   * @param count how many
   * @param gradient of the first one at {@code from}
   * @param step from 1
   */
  void move(int to, int count, float[] gradient, int from, float factor, double rate, int step) {
    float size = (float) (rate / (1 - Math.pow(FIRST, step)));
    float correction = (float) (1 / (1 - Math.pow(SECOND, step)));
    for (int i = 0; i < count; i++) {
      float g = factor * gradient[from + i];
      float m = FIRST * mean[to + i] + (1 - FIRST) * g;
      float s = SECOND * square[to + i] + (1 - SECOND) * g * g;
      mean[to + i] = m;
      square[to + i] = s;
      values[to + i] -= size * m / ((float) Math.sqrt(s * correction) + EPSILON);
    }
  }

  void store(Map<String, Tensor> state) {
    state.put(name, Tensor.of(values, values.length));
    state.put(name + ".mean", Tensor.of(mean, mean.length));
    state.put(name + ".square", Tensor.of(square, square.length));
  }

  void restore(Map<String, Tensor> state) {
    copy(state, name, values);
    copy(state, name + ".mean", mean);
    copy(state, name + ".square", square);
  }

  private static void copy(Map<String, Tensor> state, String name, float[] to) {
    float[] from = Objects.requireNonNull(state.get(name)).values();
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
