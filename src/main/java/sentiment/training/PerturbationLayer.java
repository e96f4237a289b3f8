package sentiment.training;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds a move to its input, or passes it on. A step calls {@link #record} before its first pass,
 * {@link #perturb} behind it, and {@link #rest} behind the second.
 */
final class PerturbationLayer extends AbstractLayer<Perturbation> {

  private static final long serialVersionUID = 1L;

  private boolean recording;
  private transient float @Nullable [] vectors; // [rows][steps][size]
  private transient float @Nullable [] gradient; // [rows][steps][size]
  private int rows; // of these
  private int steps;
  private int size;
  private transient @Nullable INDArray move; // [rows, size, steps]

  PerturbationLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  void record() {
    recording = true;
  }

  /**
   * From here on, moves each review's vectors along the recorded gradient.
   *
   * @param share length of the move over that of the review's vectors
   */
  void perturb(double share) {
    recording = false;
    float[] moves =
        moves(Objects.requireNonNull(vectors), Objects.requireNonNull(gradient), rows, size, share);
    move = Nd4j.createFromArray(moves).reshape('c', rows, steps, size).permute(0, 2, 1);
  }

  /** From here on, passes its input on. */
  void rest() {
    recording = false;
    vectors = null;
    gradient = null;
    move = null;
  }

  /**
   * The move of each row: along its gradient, its length a share of that of the vectors at those
   * steps where there is a gradient, for the others are padding.
   *
   * @param vectors {@code [rows][steps][size]}
   * @param gradient as many
   */
  static float[] moves(float[] vectors, float[] gradient, int rows, int size, double share) {
    float[] moves = new float[vectors.length];
    int width = vectors.length / rows;
    for (int from = 0; from < vectors.length; from += width) {
      double vectorSquares = 0;
      double gradientSquares = 0;
      for (int step = from; step < from + width; step += size) {
        double own = squares(gradient, step, size);
        if (own > 0) {
          gradientSquares += own;
          vectorSquares += squares(vectors, step, size);
        }
      }
      if (gradientSquares > 0) {
        float factor = (float) (share * Math.sqrt(vectorSquares / gradientSquares));
        for (int i = from; i < from + width; i++) {
          moves[i] = factor * gradient[i];
        }
      }
    }
    return moves;
  }

  private static double squares(float[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output = like(input, ArrayType.ACTIVATIONS, workspaces);
    if (recording) {
      vectors = NdArrays.read(input.permute(0, 2, 1));
      rows = (int) input.size(0);
      size = (int) input.size(1);
      steps = (int) input.size(2);
    }
    return training && move != null ? output.addi(move) : output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (recording) {
      gradient = NdArrays.read(epsilon.permute(0, 2, 1));
    }
    return new Pair<>(new DefaultGradient(), like(epsilon, ArrayType.ACTIVATION_GRAD, workspaces));
  }

  /** A copy that lies as the layers on the kernel want it. */
  private static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    long[] shape = {array.size(0), array.size(2), array.size(1)};
    INDArray copy = workspaces.createUninitialized(type, DataType.FLOAT, shape, 'c');
    copy.assign(array.permute(0, 2, 1));
    return copy.permute(0, 2, 1);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {}
}
