package sentiment.training;

import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.Objects;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the layers on the kernel share: assembly, parameters as {@code float[]}, dropout masks. */
abstract class KernelLayer<C extends KernelLayerConf> extends BaseLayer<C> {

  private static final long serialVersionUID = 1L;

  KernelLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What DL4J expects of {@code instantiate}. */
  final KernelLayer<C> assemble(
      Collection<TrainingListener> listeners, int index, INDArray paramsView, boolean initialize) {
    setListeners(listeners);
    setIndex(index);
    setParamsViewArray(paramsView);
    setParamTable(layerConf().initializer().init(conf, paramsView, initialize));
    setConf(conf);
    return this;
  }

  final float[] values(String parameter) {
    return NdArrays.read(Objects.requireNonNull(params.get(parameter)));
  }

  /** Stores gradients in DL4J's flat array. */
  final Gradient gradients(String[] names, float[]... values) {
    Gradient result = new DefaultGradient(gradientsFlattened);
    for (int i = 0; i < names.length; i++) {
      INDArray view = Objects.requireNonNull(gradientViews.get(names[i]));
      NdArrays.write(values[i], view);
      result.setGradientFor(names[i], view);
    }
    return result;
  }

  /**
   * An activation or its gradient {@code [batch, size, steps]} that lies in memory as {@code
   * [batch][steps][size]}: see {@link #steps}.
   */
  static INDArray sequence(
      LayerWorkspaceMgr workspaces, ArrayType type, int batch, int steps, int size) {
    return workspaces
        .createUninitialized(type, DataType.FLOAT, new long[] {batch, steps, size}, 'c')
        .permute(0, 2, 1);
  }

  /** {@code [batch][steps][size]} of a {@code [batch, size, steps]}. */
  static FloatBuffer steps(INDArray sequence) {
    return NdArrays.rows(sequence.permute(0, 2, 1));
  }

  /**
   * A mask of inverted dropout, the same for all steps of a sequence as in Keras' LSTM: zero, or
   * the factor that keeps the expectation.
   *
   * @param part tells the masks of one layer apart
   * @return {@code [batch * size]}, or null when nothing is dropped
   */
  final float @Nullable [] dropoutMask(boolean training, int part, int count) {
    double rate = layerConf().getDropRate();
    if (!training || rate == 0) {
      return null;
    }
    long key = (layerConf().getSeed() * 31 + getIterationCount()) * 31 + part;
    SplittableRandom random = new SplittableRandom(key);
    float kept = (float) (1 / (1 - rate));
    float[] mask = new float[count];
    for (int i = 0; i < count; i++) {
      mask[i] = random.nextDouble() < rate ? 0 : kept;
    }
    return mask;
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  @Override
  public final void clearNoiseWeightParams() {}
}
