package sentiment.training;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;

/**
 * The network as a DL4J graph with random weights, to measure speed with: once with the embedding
 * and the LSTMs of this program, once with DL4J's own. All else is the same: the attention, which
 * DL4J has no layer for and which is a hundredth of the work, the output, and Adam; no dropout.
 * Reviews are padded to the longest of a batch, as DL4J needs; its own layers compute the pads.
 */
public final class MeasuredGraph {

  private final ComputationGraph graph;

  /** Whose embedding and LSTMs. */
  public enum Layers {
    KERNEL,
    DL4J
  }

  /**
   * @param shape of the network, masked
   * @param vocabularySize ids are below it
   * @param seed of the weights
   */
  public MeasuredGraph(Layers layers, Architecture shape, int vocabularySize, long seed) {
    ComputationGraphConfiguration.GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .updater(new Adam())
            .graphBuilder()
            .addInputs("ids")
            .addLayer("embedding", embedding(layers, shape, vocabularySize, seed), "ids");
    String below = "embedding";
    for (int layer = 0; layer < shape.hiddenSizes().size(); layer++) {
      String name = "lstm" + layer;
      builder.addLayer(name, lstm(layers, name, shape, layer, seed + 1 + layer), below);
      below = name;
    }
    int size = shape.stateSize();
    builder
        .addLayer(
            "attention",
            new AttentionPooling("attention", size, shape.attentionUnits(), 0, seed),
            below)
        .addLayer(
            "output",
            new OutputLayer.Builder(new LossBinaryXENT())
                .nIn(size)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .build(),
            "attention")
        .setOutputs("output");
    graph = new ComputationGraph(builder.build());
    graph.init();
  }

  private static Layer embedding(Layers layers, Architecture shape, int vocabularySize, long seed) {
    if (layers == Layers.KERNEL) {
      return new TokenEmbedding("embedding", vocabularySize, shape.embeddingSize(), seed);
    }
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabularySize)
        .nOut(shape.embeddingSize())
        .activation(Activation.IDENTITY)
        .outputDataFormat(RNNFormat.NCW)
        .build();
  }

  private static Layer lstm(Layers layers, String name, Architecture shape, int layer, long seed) {
    int input = shape.inputSize(layer);
    int hidden = shape.hiddenSizes().get(layer);
    if (layers == Layers.KERNEL) {
      return new BidirectionalLstm(name, input, hidden, shape.gates(), 0, seed);
    }
    boolean isSigmoid = shape.gates() == GateActivation.SIGMOID;
    return new Bidirectional(
        Bidirectional.Mode.CONCAT,
        new LSTM.Builder()
            .nIn(input)
            .nOut(hidden)
            .dataFormat(RNNFormat.NCW)
            .activation(Activation.TANH)
            .gateActivationFunction(isSigmoid ? Activation.SIGMOID : Activation.RELU)
            .build());
  }

  /**
   * Scores a batch, padded to its longest review.
   *
   * @param ids of each review, at least one each
   * @return the probability that each is positive
   */
  public double[] probabilities(List<int[]> ids) {
    MultiDataSet batch = batch(ids, new float[ids.size()]);
    INDArray[] outputs =
        graph.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays(), null);
    return outputs[0].toDoubleVector();
  }

  /**
   * One step of training: forward pass, backward pass and update.
   *
   * @param ids of each review, at least one each
   * @param positive whether each is
   * @return the loss before the update
   */
  public double step(List<int[]> ids, List<Boolean> positive) {
    float[] labels = new float[ids.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = positive.get(i) ? 1 : 0;
    }
    graph.fit(batch(ids, labels));
    return graph.score();
  }

  private static MultiDataSet batch(List<int[]> ids, float[] labels) {
    int rows = ids.size();
    int steps = ids.stream().mapToInt(review -> review.length).max().orElse(1);
    float[][] features = new float[rows][steps];
    float[][] mask = new float[rows][steps];
    for (int r = 0; r < rows; r++) {
      int[] review = ids.get(r);
      for (int t = 0; t < review.length; t++) {
        features[r][t] = review[t];
        mask[r][t] = 1;
      }
    }
    return new MultiDataSet(
        new INDArray[] {Nd4j.createFromArray(features)},
        new INDArray[] {Nd4j.createFromArray(labels).reshape(rows, 1)},
        new INDArray[] {Nd4j.createFromArray(mask)},
        null);
  }
}
