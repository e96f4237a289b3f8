package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import sentiment.kernel.GateActivation;

/** Our layer against DL4J's own LSTM, for sequences of equal length: there DL4J's is right. */
final class Dl4jLstmCheck implements Callable<Void> {

  private static final int INPUT = 7;
  private static final int HIDDEN = 20;
  private static final int BATCH = 60;
  private static final int STEPS = 9;

  /** Where DL4J keeps the gates (block input, forget, output, input) in Keras' order i, f, g, o. */
  private static final int[] DL4J_BLOCK = {3, 1, 0, 2};

  @Override
  public Void call() {
    for (GateActivation gates : GateActivation.values()) {
      check(gates);
    }
    return null;
  }

  private static void check(GateActivation gates) {
    Activation activation = gates == GateActivation.SIGMOID ? Activation.SIGMOID : Activation.RELU;
    ComputationGraph ours = graph(new BidirectionalLstm("lstm", INPUT, HIDDEN, gates, 0, 3));
    ComputationGraph theirs =
        graph(
            new Bidirectional(
                Bidirectional.Mode.CONCAT,
                new LSTM.Builder()
                    .nIn(INPUT)
                    .nOut(HIDDEN)
                    .dataFormat(RNNFormat.NCW)
                    .activation(Activation.TANH)
                    .gateActivationFunction(activation)
                    .build()));
    copy(ours, theirs, "forward", "f");
    copy(ours, theirs, "backward", "b");
    theirs.getLayer("out").setParam("W", ours.getLayer("out").getParam("W").dup());
    theirs.getLayer("out").setParam("b", ours.getLayer("out").getParam("b").dup());

    Nd4j.getRandom().setSeed(9);
    INDArray input = Nd4j.randn(DataType.FLOAT, BATCH, INPUT, STEPS);
    INDArray labels = Nd4j.randn(DataType.FLOAT, BATCH, 2, STEPS);
    INDArray states = ours.feedForward(input, false).get("lstm");
    INDArray expected = theirs.feedForward(input, false).get("lstm");
    assertThat(states.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-5);
    assertThat(expected.amaxNumber().doubleValue()).isGreaterThan(0.1);

    ours.setInput(0, input);
    ours.setLabels(labels);
    ours.computeGradientAndScore();
    theirs.setInput(0, input);
    theirs.setLabels(labels);
    theirs.computeGradientAndScore();
    compareGradients(ours, theirs, "forward", "f");
    compareGradients(ours, theirs, "backward", "b");
  }

  private static ComputationGraph graph(org.deeplearning4j.nn.conf.layers.Layer layer) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .dataType(DataType.FLOAT)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", layer, "in")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .dataFormat(RNNFormat.NCW)
                        .activation(Activation.IDENTITY)
                        .nIn(2 * HIDDEN)
                        .nOut(2)
                        .build(),
                    "lstm")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static void copy(
      ComputationGraph ours, ComputationGraph theirs, String direction, String prefix) {
    String[] own = {"Kernel", "Recurrent", "Bias"};
    String[] other = {"W", "RW", "b"};
    for (int i = 0; i < own.length; i++) {
      INDArray values = ours.getLayer("lstm").getParam(direction + own[i]);
      INDArray target = theirs.getLayer("lstm").paramTable().get(prefix + other[i]);
      for (int block = 0; block < 4; block++) {
        columns(target, DL4J_BLOCK[block]).assign(columns(values, block));
      }
    }
  }

  private static void compareGradients(
      ComputationGraph ours, ComputationGraph theirs, String direction, String prefix) {
    String[] own = {"Kernel", "Recurrent", "Bias"};
    String[] other = {"W", "RW", "b"};
    for (int i = 0; i < own.length; i++) {
      INDArray a = ours.gradient().getGradientFor("lstm_" + direction + own[i]);
      INDArray b = theirs.gradient().getGradientFor("lstm_" + prefix + other[i]);
      double scale = Math.max(1, b.amaxNumber().doubleValue());
      assertThat(b.amaxNumber().doubleValue()).isGreaterThan(1e-3);
      for (int block = 0; block < 4; block++) {
        INDArray difference = columns(a, block).sub(columns(b, DL4J_BLOCK[block]));
        assertThat(difference.amaxNumber().doubleValue() / scale).isLessThan(1e-4);
      }
    }
  }

  private static INDArray columns(INDArray matrix, int block) {
    INDArray rows = matrix.rank() == 1 ? matrix.reshape(1, matrix.length()) : matrix;
    return rows.get(
        NDArrayIndex.all(), NDArrayIndex.interval((long) block * HIDDEN, (block + 1L) * HIDDEN));
  }
}
