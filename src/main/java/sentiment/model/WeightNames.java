package sentiment.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names and shapes of a network's weights in a bundle, in Keras' terms: matrices are {@code
 * [input][output]}, the four gates of an LSTM lie side by side in the order i, f, g (block input),
 * o.
 */
public final class WeightNames {

  public static final String EMBEDDING = "embedding";
  public static final String ATTENTION_KEY = "attention.key.kernel";
  public static final String ATTENTION_KEY_BIAS = "attention.key.bias";
  public static final String ATTENTION_QUERY = "attention.query.kernel";
  public static final String ATTENTION_QUERY_BIAS = "attention.query.bias";
  public static final String ATTENTION_SCORE = "attention.score.kernel";
  public static final String ATTENTION_SCORE_BIAS = "attention.score.bias";
  public static final String OUTPUT = "output.kernel";
  public static final String OUTPUT_BIAS = "output.bias";

  private WeightNames() {}

  /** The kernel, recurrent kernel and bias of one direction of an LSTM layer. */
  public static List<String> lstm(int layer, boolean reverse) {
    String prefix = "lstm." + layer + (reverse ? ".backward" : ".forward");
    return List.of(prefix + ".kernel", prefix + ".recurrent_kernel", prefix + ".bias");
  }

  /** Every weight of a network with its shape, in the order in which they are stored. */
  public static Map<String, List<Integer>> shapes(Architecture architecture, int vocabularySize) {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDING, List.of(vocabularySize, architecture.embeddingSize()));
    for (int layer = 0; layer < architecture.hiddenSizes().size(); layer++) {
      int hidden = architecture.hiddenSizes().get(layer);
      for (boolean reverse : new boolean[] {false, true}) {
        List<String> names = new ArrayList<>(lstm(layer, reverse));
        shapes.put(names.get(0), List.of(architecture.inputSize(layer), 4 * hidden));
        shapes.put(names.get(1), List.of(hidden, 4 * hidden));
        shapes.put(names.get(2), List.of(4 * hidden));
      }
    }
    int size = architecture.stateSize();
    int units = architecture.attentionUnits();
    shapes.put(ATTENTION_KEY, List.of(size, units));
    shapes.put(ATTENTION_KEY_BIAS, List.of(units));
    shapes.put(ATTENTION_QUERY, List.of(size, units));
    shapes.put(ATTENTION_QUERY_BIAS, List.of(units));
    shapes.put(ATTENTION_SCORE, List.of(units, 1));
    shapes.put(ATTENTION_SCORE_BIAS, List.of(1));
    shapes.put(OUTPUT, List.of(size, 1));
    shapes.put(OUTPUT_BIAS, List.of(1));
    return shapes;
  }
}
