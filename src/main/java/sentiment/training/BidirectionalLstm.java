package sentiment.training;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import sentiment.kernel.GateActivation;

/**
 * Both directions of an LSTM, side by side: {@code [batch, input, steps]} to {@code [batch, 2 *
 * hidden, steps]}. Steps that the mask hides are not computed; their states are zero. Dropout is
 * applied to the input, with one mask a direction.
 */
public final class BidirectionalLstm extends KernelLayerConf {

  private static final long serialVersionUID = 1L;

  /**
   * Parameters of the forward direction, then of the backward one. DL4J splits the names of
   * gradients at the last underscore, so these have none.
   */
  static final String[] PARAMETERS = {
    "forwardKernel", "forwardRecurrent", "forwardBias",
    "backwardKernel", "backwardRecurrent", "backwardBias"
  };

  private GateActivation gates = GateActivation.SIGMOID;

  /** For DL4J, which reads configurations from JSON. */
  public BidirectionalLstm() {}

  BidirectionalLstm(
      String name,
      int inputSize,
      int hiddenSize,
      GateActivation gates,
      double dropRate,
      long seed) {
    super(name, seed, dropRate);
    setNIn(inputSize);
    setNOut(2L * hiddenSize);
    this.gates = gates;
  }

  public GateActivation getGates() {
    return gates;
  }

  public void setGates(GateActivation gates) {
    this.gates = gates;
  }

  /** Units of one direction. */
  int hidden() {
    return (int) getNOut() / 2;
  }

  @Override
  Map<String, long[]> shapes() {
    int width = 4 * hidden();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (int direction = 0; direction < 2; direction++) {
      shapes.put(PARAMETERS[3 * direction], new long[] {getNIn(), width});
      shapes.put(PARAMETERS[3 * direction + 1], new long[] {hidden(), width});
      shapes.put(PARAMETERS[3 * direction + 2], new long[] {width});
    }
    return shapes;
  }

  /** Keras: Glorot's uniform for both kernels, zeros for the bias but ones for the forget gate. */
  @Override
  float[] initial(String parameter, SplittableRandom random) {
    int width = 4 * hidden();
    if (parameter.endsWith("Bias")) {
      float[] bias = new float[width];
      Arrays.fill(bias, hidden(), 2 * hidden(), 1);
      return bias;
    }
    int in = parameter.endsWith("Recurrent") ? hidden() : (int) getNIn();
    return glorotUniform(in, width, random);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    return new BidirectionalLstmLayer(conf, dataType)
        .assemble(listeners, layerIndex, paramsView, initializeParams);
  }
}
