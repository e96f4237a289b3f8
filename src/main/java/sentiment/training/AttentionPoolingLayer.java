package sentiment.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import sentiment.kernel.AdditiveAttention;
import sentiment.kernel.MatrixProduct;

/** Attends over all shards of a batch side by side on the common pool. */
final class AttentionPoolingLayer extends KernelLayer<AttentionPooling> {

  private static final long serialVersionUID = 1L;

  private static final double[] NONE = {};

  private transient @Nullable Pass pass;
  private transient @Nullable ContributionTargets targets;

  AttentionPoolingLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What the backward pass needs of the forward pass; the lists have an entry a shard. */
  private record Pass(
      AdditiveAttention attention,
      AdditiveAttention.Weights weights,
      List<Shard> shards,
      List<float[]> inputs,
      List<AdditiveAttention.State> states,
      float @Nullable [] mask) {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int rows = (int) input.size(0);
    int size = (int) layerConf().getNIn();
    int steps = (int) input.size(2);
    FloatBuffer padded = steps(input);
    AdditiveAttention.Weights weights =
        new AdditiveAttention.Weights(
            values(AttentionPooling.PARAMETERS[0]),
            values(AttentionPooling.PARAMETERS[1]),
            values(AttentionPooling.PARAMETERS[2]),
            values(AttentionPooling.PARAMETERS[3]),
            values(AttentionPooling.PARAMETERS[4]),
            values(AttentionPooling.PARAMETERS[5]));
    AdditiveAttention attention = new AdditiveAttention(weights);
    List<Shard> shards = Shard.cut(rows, steps, maskArray);
    List<float[]> inputs = new ArrayList<>();
    List<AdditiveAttention.State> states = new ArrayList<>();
    for (int s = 0; s < shards.size(); s++) {
      inputs.add(new float[0]);
      states.add(new AdditiveAttention.State());
    }
    float[] mask = dropoutMask(training, 0, rows * size);
    float[] result = new float[rows * size];
    IntStream.range(0, shards.size())
        .parallel()
        .forEach(
            s -> {
              Shard shard = shards.get(s);
              float[] packed = new float[shard.batch.tokens() * size];
              shard.gather(padded, size, null, packed);
              inputs.set(s, packed);
              float[] context = new float[shard.batch.sequences() * size];
              attention.forward(shard.batch, packed, states.get(s), context);
              for (int r = 0; r < shard.batch.sequences(); r++) {
                System.arraycopy(context, r * size, result, shard.row(r) * size, size);
              }
            });
    multiply(result, mask);
    pass = training ? new Pass(attention, weights, shards, inputs, states, mask) : null;
    INDArray array =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {rows, size}, 'c');
    NdArrays.write(result, array);
    return array;
  }

  /**
   * What the words of some rows should contribute. The next backward pass also follows the gradient
   * of {@code weight * sum (a_t (direction . h_t) - target_t)^2} over all words; the direction
   * itself is not moved by it. It says nothing of labels, so every review counts the same.
   *
   * @param direction the output's weights, {@code [size]}
   * @param byRow a target for each step that is not padding
   */
  record ContributionTargets(float[] direction, Map<Integer, double[]> byRow, double weight) {}

  /** Sets what the words of the next backward pass, and of no other, should contribute. */
  void teach(ContributionTargets next) {
    targets = next;
  }

  private static AdditiveAttention.@Nullable Along along(
      @Nullable ContributionTargets targets,
      Shard shard,
      float[] states,
      AdditiveAttention.State state) {
    if (targets == null) {
      return null;
    }
    int size = targets.direction().length;
    float[] gradient = new float[shard.batch.tokens()];
    for (int r = 0; r < shard.batch.sequences(); r++) {
      double[] wanted = targets.byRow().getOrDefault(shard.row(r), NONE);
      for (int t = 0; t < wanted.length; t++) {
        int token = shard.batch.first(r) + t;
        float evidence = MatrixProduct.dot(states, token * size, targets.direction(), 0, size);
        double off = state.attention(token) * evidence - wanted[t];
        gradient[token] = (float) (2 * targets.weight() * off);
      }
    }
    return new AdditiveAttention.Along(targets.direction(), gradient);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass last = Objects.requireNonNull(pass, "forward pass in training mode comes first");
    int rows = (int) input.size(0);
    int size = (int) layerConf().getNIn();
    int steps = (int) input.size(2);
    float[] dResult = NdArrays.read(epsilon);
    multiply(dResult, last.mask);
    AdditiveAttention.Weights[] gradients = new AdditiveAttention.Weights[last.shards.size()];
    INDArray dInput = sequence(workspaces, ArrayType.ACTIVATION_GRAD, rows, steps, size);
    FloatBuffer dPadded = steps(dInput);
    ContributionTargets taught = targets;
    IntStream.range(0, last.shards.size())
        .parallel()
        .forEach(
            s -> {
              Shard shard = last.shards.get(s);
              gradients[s] = last.weights.zeros();
              float[] dContext = new float[shard.batch.sequences() * size];
              for (int r = 0; r < shard.batch.sequences(); r++) {
                System.arraycopy(dResult, shard.row(r) * size, dContext, r * size, size);
              }
              float[] dStates = new float[shard.batch.tokens() * size];
              last.attention.backward(
                  shard.batch,
                  last.inputs.get(s),
                  last.states.get(s),
                  dContext,
                  along(taught, shard, last.inputs.get(s), last.states.get(s)),
                  gradients[s],
                  dStates);
              shard.scatter(dStates, size, dPadded); // shards share no row
            });
    float[][] sum = lists(gradients[0]);
    for (int s = 1; s < gradients.length; s++) {
      float[][] more = lists(gradients[s]);
      for (int p = 0; p < sum.length; p++) {
        for (int i = 0; i < sum[p].length; i++) {
          sum[p][i] += more[p][i];
        }
      }
    }
    pass = null;
    targets = null;
    return new Pair<>(gradients(AttentionPooling.PARAMETERS, sum), dInput);
  }

  /** Behind the attention there are no steps left to mask. */
  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int minibatchSize) {
    setMaskArray(mask);
    return null;
  }

  private static float[][] lists(AdditiveAttention.Weights weights) {
    return new float[][] {
      weights.key(),
      weights.keyBias(),
      weights.query(),
      weights.queryBias(),
      weights.score(),
      weights.scoreBias()
    };
  }

  private static void multiply(float[] values, float @Nullable [] mask) {
    if (mask != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= mask[i];
      }
    }
  }
}
