package sentiment.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/** Backward passes against numeric gradients of a double-precision forward pass. */
final class GradientCheck implements Callable<Void> {

  private static final int INPUT = 5;
  private static final int HIDDEN = 19; // one full vector of 16 and a remainder
  private static final double STEP = 1e-6;
  private static final int[] LENGTHS = // more than there are lanes
      new Random(3).ints(31, 1, 7).toArray();

  private final Random random = new Random(7);

  @Override
  public Void call() {
    for (GateActivation activation : GateActivation.values()) {
      checkLstm(activation);
    }
    checkAttention();
    return null;
  }

  private void checkLstm(GateActivation activation) {
    for (boolean reverse : new boolean[] {false, true}) {
      SequenceBatch batch = SequenceBatch.of(LENGTHS);
      float[] input = values(batch.tokens() * INPUT, 1);
      float[] kernel = values(INPUT * 4 * HIDDEN, 0.3);
      float[] recurrent = values(HIDDEN * 4 * HIDDEN, 0.3);
      float[] bias = values(4 * HIDDEN, 0.5);
      float[] weight = values(batch.tokens() * HIDDEN, 1); // the loss is weight . output
      Lstm lstm = new Lstm(kernel, recurrent, bias, activation, reverse);
      Lstm.State state = new Lstm.State();
      float[] output = new float[batch.tokens() * HIDDEN];
      lstm.forward(batch, input, true, state, output, 0, HIDDEN);
      LstmGradients gradients = new LstmGradients(lstm);
      float[] dInput = new float[input.length];
      gradients.backward(batch, input, state, output, weight, 0, HIDDEN, dInput);

      ReferenceLstm reference =
          new ReferenceLstm(kernel, recurrent, bias, HIDDEN, activation, reverse);
      double[] x = ReferenceLstm.doubles(input);
      assertThat(ReferenceLstm.doubles(output))
          .containsExactly(reference.outputs(batch, x), within(1e-5));
      ToDoubleFunction<Object> loss =
          ignored -> {
            double sum = 0;
            double[] out = reference.outputs(batch, x);
            for (int i = 0; i < out.length; i++) {
              sum += weight[i] * out[i];
            }
            return sum;
          };
      check(gradients.kernel(), reference.kernel, loss);
      check(gradients.recurrent(), reference.recurrent, loss);
      check(gradients.bias(), reference.bias, loss);
      check(dInput, x, loss);
    }
  }

  private void checkAttention() {
    int size = 38;
    int units = 21;
    SequenceBatch batch = SequenceBatch.of(3, 6, 1, 4);
    AdditiveAttention.Weights weights =
        new AdditiveAttention.Weights(
            values(size * units, 0.4),
            values(units, 0.4),
            values(size * units, 0.4),
            values(units, 0.4),
            values(units, 1),
            values(1, 1));
    float[] states = values(batch.tokens() * size, 1);
    float[] weight = values(batch.sequences() * size, 1);
    AdditiveAttention attention = new AdditiveAttention(weights);
    AdditiveAttention.State state = new AdditiveAttention.State();
    float[] context = new float[batch.sequences() * size];
    attention.forward(batch, states, state, context);
    AdditiveAttention.Weights gradients = weights.zeros();
    float[] dStates = new float[states.length];
    AdditiveAttention.Along along =
        new AdditiveAttention.Along(values(size, 1), values(batch.tokens(), 1));
    attention.backward(batch, states, state, weight, along, gradients, dStates);

    ReferenceAttention reference = new ReferenceAttention(weights, size, units);
    double[] h = ReferenceLstm.doubles(states);
    assertThat(ReferenceLstm.doubles(context))
        .containsExactly(reference.contexts(batch, h), within(1e-5));
    ToDoubleFunction<Object> loss =
        ignored -> {
          double sum = 0;
          double[] parts = reference.parts(batch, h);
          for (int r = 0; r < batch.sequences(); r++) {
            for (int i = 0; i < batch.length(r) * size; i++) {
              float direct = along.gradient()[batch.first(r) + i / size];
              sum +=
                  (weight[r * size + i % size] + direct * along.direction()[i % size])
                      * parts[batch.first(r) * size + i];
            }
          }
          return sum;
        };
    check(gradients.key(), reference.key, loss);
    check(gradients.keyBias(), reference.keyBias, loss);
    check(gradients.query(), reference.query, loss);
    check(gradients.queryBias(), reference.queryBias, loss);
    check(gradients.score(), reference.score, loss);
    check(dStates, h, loss);
  }

  private void check(float[] gradient, double[] parameter, ToDoubleFunction<Object> loss) {
    int every = Math.max(1, parameter.length / 60);
    for (int i = random.nextInt(every); i < parameter.length; i += every) {
      double value = parameter[i];
      parameter[i] = value + STEP;
      double up = loss.applyAsDouble(parameter);
      parameter[i] = value - STEP;
      double down = loss.applyAsDouble(parameter);
      parameter[i] = value;
      double numeric = (up - down) / (2 * STEP);
      assertThat((double) gradient[i])
          .isCloseTo(numeric, within(1e-4 * Math.max(1, Math.abs(numeric))));
    }
  }

  private float[] values(int n, double scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
