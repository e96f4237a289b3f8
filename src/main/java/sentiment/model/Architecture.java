package sentiment.model;

import java.util.List;
import sentiment.kernel.GateActivation;

/**
 * The shape of a network: embedding, stacked bi-directional LSTMs, additive attention, one output.
 *
 * @param embeddingSize values per word
 * @param hiddenSizes units of one direction of each LSTM layer, first layer first
 * @param attentionUnits units of the attention's hidden layer
 * @param gates activation of the LSTMs' gates
 * @param masked whether padding is invisible; without a mask every review is padded to the full
 *     length, and LSTMs and attention run over the padding as Keras' tutorial does
 */
public record Architecture(
    int embeddingSize,
    List<Integer> hiddenSizes,
    int attentionUnits,
    GateActivation gates,
    boolean masked) {

  public Architecture {
    hiddenSizes = List.copyOf(hiddenSizes);
    if (embeddingSize < 1
        || attentionUnits < 1
        || hiddenSizes.isEmpty()
        || hiddenSizes.stream().anyMatch(h -> h < 1)) {
      throw new IllegalArgumentException(
          "architecture: expected an embedding, one or more LSTM layers and attention units,"
              + " each of size 1 or more");
    }
  }

  /** Values per step that layer {@code i} reads. */
  public int inputSize(int layer) {
    return layer == 0 ? embeddingSize : 2 * hiddenSizes.get(layer - 1);
  }

  /** Values per step that the last layer writes, both directions. */
  public int stateSize() {
    return 2 * hiddenSizes.get(hiddenSizes.size() - 1);
  }

  /**
   * Multiply-adds in matrix products for each position: those of the LSTMs and of the attention's
   * keys. The rest of the network is small beside them and does not count.
   *
   * @param firstInputLookedUp whether the first layer's input products are known for every word
   */
  public long multiplyAddsPerToken(boolean firstInputLookedUp) {
    long sum = (long) stateSize() * attentionUnits;
    for (int layer = 0; layer < hiddenSizes.size(); layer++) {
      int hidden = hiddenSizes.get(layer);
      int input = layer == 0 && firstInputLookedUp ? 0 : inputSize(layer);
      sum += 2L * 4 * hidden * (input + hidden);
    }
    return sum;
  }
}
