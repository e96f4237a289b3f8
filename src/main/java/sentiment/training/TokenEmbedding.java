package sentiment.training;

import java.util.Collection;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Word ids {@code [batch, steps]} to vectors {@code [batch, size, steps]}. */
public final class TokenEmbedding extends KernelLayerConf {

  private static final long serialVersionUID = 1L;

  /** The vectors, {@code [vocabulary][size]}. */
  static final String VECTORS = "embedding";

  /** Keras' {@code 'uniform'} initialiser draws from -0.05 to 0.05. */
  private static final double INITIAL_LIMIT = 0.05;

  /** For DL4J, which reads configurations from JSON. */
  public TokenEmbedding() {}

  TokenEmbedding(String name, int vocabularySize, int size, long seed) {
    super(name, seed, 0);
    setNIn(vocabularySize);
    setNOut(size);
  }

  @Override
  Map<String, long[]> shapes() {
    return Map.of(VECTORS, new long[] {getNIn(), getNOut()});
  }

  @Override
  float[] initial(String parameter, SplittableRandom random) {
    return uniform((int) (getNIn() * getNOut()), INITIAL_LIMIT, random);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    return new TokenEmbeddingLayer(conf, dataType)
        .assemble(listeners, layerIndex, paramsView, initializeParams);
  }
}
