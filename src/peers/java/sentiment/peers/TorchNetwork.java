package sentiment.peers;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sentiment.model.Architecture;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/**
 * The network in libtorch's operations, one LSTM operation for each direction of a layer. DJL
 * offers no packed sequences: rows are padded to the longest of their batch, and the reverse
 * direction reads each row from its own end.
 */
final class TorchNetwork implements AutoCloseable {

  private final Architecture shape;
  private final NDManager manager =
      Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();

  TorchNetwork(Network network) {
    this.shape = network.architecture();
    network.weights().forEach((name, tensor) -> parameters.put(name, parameter(name, tensor)));
  }

  /** The matrices of an LSTM are {@code [4 * hidden][input]}; its gates have Keras' order. */
  private NDArray parameter(String name, Tensor tensor) {
    long[] sizes = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
    NDArray array = manager.create(tensor.values(), new Shape(sizes));
    return name.startsWith("lstm.") && sizes.length == 2
        ? array.transpose().toType(array.getDataType(), true)
        : array;
  }

  /** Weights by name, to be trained. */
  Map<String, NDArray> parameters() {
    return parameters;
  }

  /** What a batch's arrays should be freed with. */
  NDManager batchManager() {
    return manager.newSubManager();
  }

  /**
   * The logit of each review, {@code [batch, 1]}.
   *
   * @param batch longest review first
   */
  NDArray logits(NDManager scope, List<int[]> batch) {
    int rows = batch.size();
    int steps = batch.get(0).length;
    long[] ids = new long[steps * rows];
    long[] reversed = new long[steps * rows]; // where the token at the mirrored place stands
    long[] last = new long[rows];
    float[] mask = new float[steps * rows];
    for (int row = 0; row < rows; row++) {
      int[] review = batch.get(row);
      last[row] = (long) (review.length - 1) * rows + row;
      for (int step = 0; step < steps; step++) {
        boolean inside = step < review.length;
        int at = step * rows + row;
        ids[at] = inside ? review[step] : 0;
        reversed[at] = inside ? (long) (review.length - 1 - step) * rows + row : at;
        mask[at] = inside ? 0 : -1e9f;
      }
    }
    NDArray turn = scope.create(reversed, new Shape(steps * (long) rows));
    NDArray ends = scope.create(last, new Shape(rows));
    NDArray states = rows(parameters.get(WeightNames.EMBEDDING), scope.create(ids));
    NDArray query = states;
    for (int layer = 0; layer < shape.hiddenSizes().size(); layer++) {
      NDArray forward = lstm(scope, states, steps, rows, WeightNames.lstm(layer, false));
      NDArray backward =
          lstm(scope, rows(states, turn), steps, rows, WeightNames.lstm(layer, true));
      states = forward.concat(rows(backward, turn), 1);
      query = rows(forward, ends).concat(rows(backward, ends), 1);
    }
    NDArray projected =
        query
            .matMul(parameters.get(WeightNames.ATTENTION_QUERY))
            .add(parameters.get(WeightNames.ATTENTION_QUERY_BIAS))
            .add(parameters.get(WeightNames.ATTENTION_KEY_BIAS));
    long units = shape.attentionUnits();
    NDArray attention =
        states
            .matMul(parameters.get(WeightNames.ATTENTION_KEY))
            .reshape(steps, rows, units)
            .add(projected)
            .tanh()
            .matMul(parameters.get(WeightNames.ATTENTION_SCORE))
            .add(parameters.get(WeightNames.ATTENTION_SCORE_BIAS))
            .add(scope.create(mask, new Shape(steps, rows, 1)))
            .softmax(0);
    return states
        .reshape(steps, rows, shape.stateSize())
        .mul(attention)
        .sum(new int[] {0})
        .matMul(parameters.get(WeightNames.OUTPUT))
        .add(parameters.get(WeightNames.OUTPUT_BIAS));
  }

  /** Some rows of a matrix. */
  private static NDArray rows(NDArray matrix, NDArray indices) {
    return indices
        .getNDArrayInternal()
        .embedding(indices, matrix, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  /** The hidden states {@code [steps * rows, hidden]}, in the order in which they are made. */
  private NDArray lstm(
      NDManager scope, NDArray input, int steps, int rows, List<String> names) {
    NDArray kernel = parameters.get(names.get(0));
    NDArray recurrent = parameters.get(names.get(1));
    NDArray bias = parameters.get(names.get(2));
    long hidden = recurrent.getShape().get(1);
    NDArray zeros = scope.zeros(new Shape(1, rows, hidden));
    NDArray noBias = scope.zeros(bias.getShape());
    NDArray sequence = input.reshape(steps, rows, kernel.getShape().get(1));
    return sequence
        .getNDArrayInternal()
        .lstm(
            sequence,
            new NDList(zeros, zeros),
            new NDList(kernel, recurrent, bias, noBias),
            true,
            1,
            0,
            false,
            false,
            false)
        .get(0)
        .reshape((long) steps * rows, hidden);
  }

  @Override
  public void close() {
    manager.close();
  }
}
