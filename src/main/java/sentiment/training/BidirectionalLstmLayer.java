package sentiment.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import sentiment.kernel.Lstm;
import sentiment.kernel.LstmGradients;

/** Runs both directions of all shards of a batch side by side on the common pool. */
final class BidirectionalLstmLayer extends KernelLayer<BidirectionalLstm> {

  private static final long serialVersionUID = 1L;

  private transient @Nullable Pass pass;

  BidirectionalLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What the backward pass needs of the forward pass. */
  private record Pass(
      List<Lstm> directions,
      List<Shard> shards,
      List<float @Nullable []> masks, // a direction each: [rows][input]
      List<float[]> inputs, // a task each: [tokens][input], dropped out
      List<Lstm.State> states, // a task each
      List<float[]> outputs) {} // a shard each: [tokens][2 * hidden]

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int rows = (int) input.size(0);
    int steps = (int) input.size(2);
    int in = (int) layerConf().getNIn();
    int out = (int) layerConf().getNOut();
    int hidden = layerConf().hidden();
    float[] padded = steps(input);
    List<Shard> shards = Shard.cut(rows, steps, maskArray);
    List<float @Nullable []> masks = new ArrayList<>();
    List<float[]> outputs = new ArrayList<>();
    for (int direction = 0; direction < 2; direction++) {
      masks.add(dropoutMask(training, direction, rows * in));
    }
    shards.forEach(shard -> outputs.add(new float[shard.batch.tokens() * out]));
    Pass now = new Pass(directions(), shards, masks, new ArrayList<>(), new ArrayList<>(), outputs);
    for (int task = 0; task < 2 * shards.size(); task++) {
      now.inputs.add(new float[0]);
      now.states.add(new Lstm.State());
    }
    IntStream.range(0, 2 * shards.size())
        .parallel()
        .forEach(
            task -> {
              Shard shard = shards.get(task / 2);
              float[] packed = shard.gather(padded, in, masks.get(task % 2));
              now.inputs.set(task, packed);
              now.directions
                  .get(task % 2)
                  .forward(
                      shard.batch,
                      packed,
                      training,
                      now.states.get(task),
                      outputs.get(task / 2),
                      task % 2 * hidden,
                      out);
            });
    pass = training ? now : null;
    float[] result = new float[rows * steps * out];
    for (int s = 0; s < shards.size(); s++) {
      shards.get(s).scatterAdd(outputs.get(s), result, out, null);
    }
    return sequence(workspaces, ArrayType.ACTIVATIONS, result, rows, steps, out);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass last = Objects.requireNonNull(pass, "forward pass in training mode comes first");
    int rows = (int) epsilon.size(0);
    int steps = (int) epsilon.size(2);
    int in = (int) layerConf().getNIn();
    int out = (int) layerConf().getNOut();
    int hidden = layerConf().hidden();
    float[] dPadded = steps(epsilon);
    int tasks = last.inputs.size();
    LstmGradients[] gradients = new LstmGradients[tasks];
    float[][] dInputs = new float[tasks][];
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              Shard shard = last.shards.get(task / 2);
              Lstm direction = last.directions.get(task % 2);
              gradients[task] = new LstmGradients(direction);
              dInputs[task] = new float[shard.batch.tokens() * in];
              gradients[task].backward(
                  shard.batch,
                  last.inputs.get(task),
                  last.states.get(task),
                  last.outputs.get(task / 2),
                  shard.gather(dPadded, out, null),
                  task % 2 * hidden,
                  out,
                  dInputs[task]);
            });
    float[] dInput = new float[rows * steps * in];
    for (int task = 0; task < tasks; task++) {
      last.shards.get(task / 2).scatterAdd(dInputs[task], dInput, in, last.masks.get(task % 2));
      if (task >= 2) {
        gradients[task % 2].add(gradients[task]);
      }
    }
    pass = null;
    Gradient result =
        gradients(
            BidirectionalLstm.PARAMETERS,
            gradients[0].kernel(),
            gradients[0].recurrent(),
            gradients[0].bias(),
            gradients[1].kernel(),
            gradients[1].recurrent(),
            gradients[1].bias());
    return new Pair<>(
        result, sequence(workspaces, ArrayType.ACTIVATION_GRAD, dInput, rows, steps, in));
  }

  private List<Lstm> directions() {
    List<Lstm> directions = new ArrayList<>();
    for (int direction = 0; direction < 2; direction++) {
      directions.add(
          new Lstm(
              values(BidirectionalLstm.PARAMETERS[3 * direction]),
              values(BidirectionalLstm.PARAMETERS[3 * direction + 1]),
              values(BidirectionalLstm.PARAMETERS[3 * direction + 2]),
              layerConf().getGates(),
              direction == 1));
    }
    return directions;
  }
}
