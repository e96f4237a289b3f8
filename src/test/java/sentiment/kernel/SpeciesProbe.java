package sentiment.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/** What the kernel computes, by name; loaded anew for each species. */
public final class SpeciesProbe implements Callable<Map<String, float[]>> {

  private static final int INPUT = 7;
  private final Random random = new Random(5);
  private final Map<String, float[]> results = new LinkedHashMap<>();

  @Override
  public Map<String, float[]> call() {
    results.put("lanes", new float[] {Tiles.BEST.lanes()});
    for (GateActivation gates : GateActivation.values()) {
      for (int hidden : new int[] {1, 19, 32, 300}) { // 300: more than one inner loop
        lstm(gates, hidden, false);
        lstm(gates, hidden, true);
      }
    }
    return results;
  }

  private void lstm(GateActivation gates, int hidden, boolean reverse) {
    String name = gates + " " + hidden + (reverse ? " reverse " : " forward ");
    SequenceBatch batch = SequenceBatch.of(random.ints(29, 1, 9).toArray());
    float[] input = move(batch, values(batch.tokens() * INPUT, 1), INPUT, true);
    float[] bias = values(4 * hidden, 0.3);
    Lstm lstm =
        new Lstm(
            values(INPUT * 4 * hidden, 0.3),
            values(hidden * 4 * hidden, 0.9 / Math.sqrt(hidden + 5)),
            bias,
            gates,
            reverse);
    float[] output = new float[batch.tokens() * hidden];
    Lstm.State state = new Lstm.State();
    lstm.forward(batch, input, false, state, output, 0, hidden);
    results.put(name + "outputs", move(batch, output, hidden, false));
    int[] ids = new int[batch.tokens()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i;
    }
    lstm.forward(batch, lstm.table(input), ids, state, output, 0, hidden);
    results.put(name + "outputs by table", move(batch, output, hidden, false));
    lstm.forward(batch, input, true, state, output, 0, hidden);
    results.put(name + "outputs kept", move(batch, output, hidden, false));
    LstmGradients gradients = new LstmGradients(lstm);
    float[] dOutput = move(batch, values(output.length, 1), hidden, true);
    float[] dInput = new float[input.length];
    gradients.backward(batch, input, state, output, dOutput, 0, hidden, dInput);
    results.put(name + "gradient of kernel", gradients.kernel());
    results.put(name + "gradient of recurrent", gradients.recurrent());
    results.put(name + "gradient of bias", gradients.bias());
    results.put(name + "gradient of input", move(batch, dInput, INPUT, false));
  }

  /** To the batch's order of tokens, which depends on the tiles, from the sequences', or back. */
  private static float[] move(SequenceBatch batch, float[] values, int size, boolean toBatch) {
    float[] moved = new float[values.length];
    int at = 0;
    for (int i = 0; i < batch.sequences(); i++) {
      int there = batch.first(i) * size;
      int n = batch.length(i) * size;
      System.arraycopy(values, toBatch ? at : there, moved, toBatch ? there : at, n);
      at += n;
    }
    return moved;
  }

  private float[] values(int n, double scale) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
