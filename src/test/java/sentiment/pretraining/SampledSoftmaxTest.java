package sentiment.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class SampledSoftmaxTest {

  private static final int WORDS = 40;
  private static final int SIZE = 7;
  private static final int ROWS = 9;

  private final Random random = new Random(3);
  private final float[] outputs = values(WORDS * SIZE);
  private final float[] biases = values(WORDS);
  private final float[] states = values(ROWS * SIZE);
  private final int[] targets = random.ints(ROWS, 3, WORDS).toArray();

  @Test
  void shouldAgreeWithTheSoftmaxOverAllWords() {
    double expected = 0;
    for (int r = 0; r < ROWS; r++) {
      double sum = 0;
      for (int id = 3; id < WORDS; id++) {
        sum += Math.exp(logit(r, id));
      }
      expected += Math.log(sum) - logit(r, targets[r]);
    }
    assertThat(loss(Candidates.all(outputs, biases, SIZE), null)).isCloseTo(expected, within(1e-4));
  }

  @Test
  void shouldEstimateTheSoftmaxByDrawnCandidates() {
    long[] counts = new long[WORDS];
    for (int id = 3; id < WORDS; id++) {
      counts[id] = 1 + random.nextInt(100);
    }
    NoiseDistribution noise = new NoiseDistribution(counts);
    SplittableRandom draw = new SplittableRandom(1);
    double sampled = loss(Candidates.drawn(20_000, noise, outputs, biases, SIZE, draw), null);
    double whole = loss(Candidates.all(outputs, biases, SIZE), null);
    assertThat(sampled / whole).isBetween(0.98, 1.02);
  }

  @Test
  void shouldAgreeWithNumericGradients() {
    NoiseDistribution noise = new NoiseDistribution(counts());
    Candidates candidates = drawn(noise);
    int width = candidates.ids.length;
    SampledSoftmax.Gradients gradients =
        new SampledSoftmax.Gradients(
            states,
            new float[ROWS * SIZE],
            new float[ROWS],
            new float[width * SIZE],
            new float[width]);
    loss(candidates, gradients);
    for (int i = 0; i < states.length; i += 5) {
      int at = i;
      double numeric = numeric(states, at, () -> loss(candidates, null));
      assertThat((double) gradients.dStates()[at]).isCloseTo(numeric, within(5e-3));
    }
    float[] dOutputs = new float[outputs.length];
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < SIZE; i++) {
        dOutputs[targets[r] * SIZE + i] += gradients.dTarget()[r] * states[r * SIZE + i];
      }
    }
    for (int c = 0; c < width; c++) {
      for (int i = 0; i < SIZE; i++) {
        dOutputs[candidates.ids[c] * SIZE + i] += gradients.dCandidates()[c * SIZE + i];
      }
    }
    for (int i = 3 * SIZE; i < outputs.length; i += 3) {
      double numeric = numeric(outputs, i, () -> loss(drawn(noise), null));
      assertThat((double) dOutputs[i]).isCloseTo(numeric, within(5e-3));
    }
    int c = 4;
    float sum = 0;
    for (int other = 0; other < width; other++) {
      sum += candidates.ids[other] == candidates.ids[c] ? gradients.dBias()[other] : 0;
    }
    double numeric = numeric(biases, candidates.ids[c], () -> loss(drawn(noise), null));
    assertThat((double) sum).isCloseTo(numeric, within(5e-3));
  }

  @Test
  void shouldApproximateTheExponential() {
    for (float x = 0; x > -80; x -= 0.0137f) {
      assertThat((double) SampledSoftmax.exp(x) / Math.exp(x)).isCloseTo(1, within(2e-5));
    }
    assertThat(SampledSoftmax.exp(Float.NEGATIVE_INFINITY)).isLessThan(1e-37f);
  }

  private Candidates drawn(NoiseDistribution noise) {
    return Candidates.drawn(12, noise, outputs, biases, SIZE, new SplittableRandom(8));
  }

  private static long[] counts() {
    long[] counts = new long[WORDS];
    for (int id = 3; id < WORDS; id++) {
      counts[id] = id;
    }
    return counts;
  }

  private double loss(Candidates candidates, SampledSoftmax.Gradients gradients) {
    return new SampledSoftmax(SIZE).loss(states, targets, outputs, biases, candidates, gradients);
  }

  private double logit(int row, int id) {
    double sum = biases[id];
    for (int i = 0; i < SIZE; i++) {
      sum += states[row * SIZE + i] * outputs[id * SIZE + i];
    }
    return sum;
  }

  private static double numeric(float[] values, int at, DoubleSupplier loss) {
    float value = values[at];
    float step = 0.01f;
    values[at] = value + step;
    double up = loss.getAsDouble();
    values[at] = value - step;
    double down = loss.getAsDouble();
    values[at] = value;
    return (up - down) / (2 * step);
  }

  private float[] values(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
