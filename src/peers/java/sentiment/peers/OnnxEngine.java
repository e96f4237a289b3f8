package sentiment.peers;

import sentiment.onnx.OnnxAttentionModel;
import sentiment.onnx.OnnxScorer;

/** ONNX Runtime, in single precision or with weights of 8 bits. */
final class OnnxEngine implements Engine {

  static final String NAME = "ONNX Runtime";
  static final String QUANTIZED = "ONNX Runtime int8";

  private final OnnxScorer scorer;

  /**
   * @param threads that share the work of one batch
   */
  OnnxEngine(Network network, boolean quantized, int threads) {
    byte[] model = OnnxAttentionModel.bytes(network.architecture(), network.weights(), quantized);
    this.scorer = new OnnxScorer(model, threads);
  }

  @Override
  public Scorer scorer() {
    return scorer::probabilities;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
