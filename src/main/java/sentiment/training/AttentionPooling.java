package sentiment.training;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Additive attention over the states of a bi-directional LSTM: {@code [batch, size, steps]} to
 * {@code [batch, size]}. Dropout is applied to the result.
 */
public final class AttentionPooling extends KernelLayerConf {

  private static final long serialVersionUID = 1L;

  static final String[] PARAMETERS = {
    "keyKernel", "keyBias", "queryKernel", "queryBias", "scoreKernel", "scoreBias"
  };

  private int units;

  /** For DL4J, which reads configurations from JSON. */
  public AttentionPooling() {}

  AttentionPooling(String name, int size, int units, double dropRate, long seed) {
    super(name, seed, dropRate);
    setNIn(size);
    setNOut(size);
    this.units = units;
  }

  public int getUnits() {
    return units;
  }

  public void setUnits(int units) {
    this.units = units;
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(PARAMETERS[0], new long[] {getNIn(), units});
    shapes.put(PARAMETERS[1], new long[] {units});
    shapes.put(PARAMETERS[2], new long[] {getNIn(), units});
    shapes.put(PARAMETERS[3], new long[] {units});
    shapes.put(PARAMETERS[4], new long[] {units, 1});
    shapes.put(PARAMETERS[5], new long[] {1});
    return shapes;
  }

  /** Keras' {@code Dense}: Glorot's uniform, zero biases. */
  @Override
  float[] initial(String parameter, SplittableRandom random) {
    long[] shape = shapes().get(parameter);
    if (shape == null) {
      throw new IllegalArgumentException("no parameter " + parameter);
    }
    return shape.length == 1
        ? new float[(int) shape[0]]
        : glorotUniform((int) shape[0], (int) shape[1], random);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    return new AttentionPoolingLayer(conf, dataType)
        .assemble(listeners, layerIndex, paramsView, initializeParams);
  }
}
