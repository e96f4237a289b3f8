package sentiment.training;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Memory of each task, kept from step to step: there is too much of it to be made anew. */
  private final transient List<Task> tasks = new ArrayList<>();

  private final transient List<float[]> outputs = new ArrayList<>(); // a shard each
  private transient @Nullable Pass pass;

  BidirectionalLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What the backward pass needs of the forward pass. */
  private record Pass(
      List<Lstm> directions,
      List<Shard> shards,
      List<float @Nullable []> masks) {} // a direction each: [rows][input]

  /** One direction of one shard. */
  private static final class Task {
    final Lstm.State state = new Lstm.State();
    float[] input = new float[0]; // [tokens][input], dropped out
    float[] dInput = new float[0]; // [tokens][input]
    float[] dOutput = new float[0]; // [tokens][2 * hidden]
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    int rows = (int) input.size(0);
    int steps = (int) input.size(2);
    int in = (int) layerConf().getNIn();
    int out = (int) layerConf().getNOut();
    int hidden = layerConf().hidden();
    FloatBuffer padded = steps(input);
    List<Shard> shards = Shard.cut(rows, steps, maskArray);
    List<float @Nullable []> masks = new ArrayList<>();
    for (int direction = 0; direction < 2; direction++) {
      masks.add(dropoutMask(training, direction, rows * in));
    }
    Pass now = new Pass(directions(), shards, masks);
    for (int s = 0; s < shards.size(); s++) {
      if (outputs.size() == s) {
        outputs.add(new float[0]);
        tasks.add(new Task());
        tasks.add(new Task());
      }
      outputs.set(s, reserve(outputs.get(s), shards.get(s).batch.tokens() * out));
    }
    IntStream.range(0, 2 * shards.size())
        .parallel()
        .forEach(
            t -> {
              Shard shard = shards.get(t / 2);
              Task task = tasks.get(t);
              task.input = reserve(task.input, shard.batch.tokens() * in);
              shard.gather(padded, in, masks.get(t % 2), task.input);
              now.directions
                  .get(t % 2)
                  .forward(
                      shard.batch,
                      task.input,
                      training,
                      task.state,
                      outputs.get(t / 2),
                      t % 2 * hidden,
                      out);
            });
    pass = training ? now : null;
    INDArray result = sequence(workspaces, ArrayType.ACTIVATIONS, rows, steps, out);
    FloatBuffer to = steps(result);
    IntStream.range(0, shards.size())
        .parallel()
        .forEach(s -> shards.get(s).scatter(outputs.get(s), out, to));
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Pass last = Objects.requireNonNull(pass, "forward pass in training mode comes first");
    int rows = (int) epsilon.size(0);
    int steps = (int) epsilon.size(2);
    int in = (int) layerConf().getNIn();
    int out = (int) layerConf().getNOut();
    int hidden = layerConf().hidden();
    FloatBuffer dPadded = steps(epsilon);
    List<Shard> shards = last.shards;
    LstmGradients[] gradients = new LstmGradients[2 * shards.size()];
    IntStream.range(0, gradients.length)
        .parallel()
        .forEach(
            t -> {
              Shard shard = shards.get(t / 2);
              Task task = tasks.get(t);
              int tokens = shard.batch.tokens();
              task.dOutput = reserve(task.dOutput, tokens * out);
              shard.gather(dPadded, out, null, task.dOutput);
              task.dInput = reserve(task.dInput, tokens * in);
              Arrays.fill(task.dInput, 0, tokens * in, 0);
              gradients[t] = new LstmGradients(last.directions.get(t % 2));
              gradients[t].backward(
                  shard.batch,
                  task.input,
                  task.state,
                  outputs.get(t / 2),
                  task.dOutput,
                  t % 2 * hidden,
                  out,
                  task.dInput);
              shard.multiply(task.dInput, last.masks.get(t % 2), in);
            });
    INDArray dInput = sequence(workspaces, ArrayType.ACTIVATION_GRAD, rows, steps, in);
    FloatBuffer to = steps(dInput);
    IntStream.range(0, shards.size())
        .parallel()
        .forEach(
            s -> {
              float[] sum = tasks.get(2 * s).dInput;
              float[] more = tasks.get(2 * s + 1).dInput;
              int n = shards.get(s).batch.tokens() * in;
              for (int i = 0; i < n; i++) {
                sum[i] += more[i];
              }
              shards.get(s).scatter(sum, in, to);
            });
    for (int t = 2; t < gradients.length; t++) {
      gradients[t % 2].add(gradients[t]);
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
    return new Pair<>(result, dInput);
  }

  private static float[] reserve(float[] array, int length) {
    return array.length >= length ? array : new float[length];
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
