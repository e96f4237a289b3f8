package sentiment.training;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonIgnore;

/**
 * Configuration of a layer that runs on {@code sentiment.kernel}: DL4J sees named parameters and
 * their gradients, the arithmetic is the scorer's own. Everything random in such a layer follows
 * from its seed and the iteration, so a resumed training goes on as if it had never stopped.
 *
 * <p>DL4J stores it as JSON; hence the accessors and the constructor without arguments.
 */
public abstract class KernelLayerConf extends FeedForwardLayer {

  private static final long serialVersionUID = 1L;

  private long seed;
  private double dropRate;
  private double weightDecay;

  protected KernelLayerConf() {
    setActivationFn(new ActivationIdentity());
  }

  /**
   * @param seed of the initial weights and the dropout masks
   * @param dropRate share of values that dropout sets to zero, 0 for none
   */
  protected KernelLayerConf(String name, long seed, double dropRate) {
    this();
    setLayerName(name);
    this.seed = seed;
    this.dropRate = dropRate;
  }

  public long getSeed() {
    return seed;
  }

  public void setSeed(long seed) {
    this.seed = seed;
  }

  public double getDropRate() {
    return dropRate;
  }

  public void setDropRate(double dropRate) {
    this.dropRate = dropRate;
  }

  /** Share of a matrix that a step at rate 1 would take away, 0 for none. */
  public double getWeightDecay() {
    return weightDecay;
  }

  public void setWeightDecay(double weightDecay) {
    this.weightDecay = weightDecay;
  }

  /** Name to shape of each parameter, in the order in which they are stored. */
  @JsonIgnore
  abstract Map<String, long[]> shapes();

  /** The initial values of a parameter, row-major. */
  abstract float[] initial(String parameter, SplittableRandom random);

  /** Keras' {@code glorot_uniform}. */
  static float[] glorotUniform(int in, int out, SplittableRandom random) {
    return uniform(in * out, Math.sqrt(6.0 / (in + out)), random);
  }

  static float[] uniform(int count, double limit, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return values;
  }

  @Override
  public ParamInitializer initializer() {
    return new KernelParamInitializer();
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    throw new UnsupportedOperationException("sizes are given, not inferred");
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    throw new UnsupportedOperationException("sizes are given, not inferred");
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    throw new UnsupportedOperationException("sizes are given, not inferred");
  }

  @Override
  public List<Regularization> getRegularizationByParam(String paramName) {
    return weightDecay == 0 || initializer().isBiasParam(this, paramName)
        ? List.of()
        : List.of(new DecoupledDecay(weightDecay));
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    throw new UnsupportedOperationException("no memory report");
  }
}
