package sentiment.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import sentiment.model.Architecture;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/** The network as a DL4J graph, and its weights under the names of a bundle. */
final class AttentionGraph {

  static final String ATTENTION = "attention";
  static final String OUTPUT = "output";
  private static final String EMBEDDING = "embedding";

  private AttentionGraph() {}

  /**
   * A new graph: ids {@code [batch, steps]} in, probability {@code [batch, 1]} out.
   *
   * @param vocabularySize rows of the embedding
   */
  static ComputationGraph create(TrainingProfile profile, int vocabularySize, long seed) {
    Architecture shape = profile.architecture();
    NeuralNetConfiguration.Builder common =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .updater(new Adam(profile.learningRate()));
    if (profile.clipNorm() > 0) {
      common
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(profile.clipNorm());
    }
    ComputationGraphConfiguration.GraphBuilder graph =
        common
            .graphBuilder()
            .addInputs("ids")
            .addLayer(
                EMBEDDING,
                new TokenEmbedding(EMBEDDING, vocabularySize, shape.embeddingSize(), seed),
                "ids");
    String below = EMBEDDING;
    for (int layer = 0; layer < shape.hiddenSizes().size(); layer++) {
      String name = "lstm" + layer;
      graph.addLayer(
          name,
          new BidirectionalLstm(
              name,
              shape.inputSize(layer),
              shape.hiddenSizes().get(layer),
              shape.gates(),
              profile.inputDropout().get(layer),
              seed + 1 + layer),
          below);
      below = name;
    }
    graph
        .addLayer(
            ATTENTION,
            new AttentionPooling(
                ATTENTION,
                shape.stateSize(),
                shape.attentionUnits(),
                profile.outputDropout(),
                seed + 100),
            below)
        .addLayer(
            OUTPUT,
            new OutputLayer.Builder(new LossBinaryXENT())
                .nIn(shape.stateSize())
                .nOut(1)
                .activation(Activation.SIGMOID)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .build(),
            ATTENTION)
        .setOutputs(OUTPUT);
    ComputationGraph result = new ComputationGraph(graph.build());
    result.init();
    return result;
  }

  /** A copy of the graph's weights, named and shaped as in a bundle. */
  static Map<String, Tensor> weights(
      ComputationGraph graph, Architecture shape, int vocabularySize) {
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put(WeightNames.EMBEDDING, read(graph, EMBEDDING, TokenEmbedding.VECTORS));
    for (int layer = 0; layer < shape.hiddenSizes().size(); layer++) {
      for (int direction = 0; direction < 2; direction++) {
        List<String> names = WeightNames.lstm(layer, direction == 1);
        for (int i = 0; i < names.size(); i++) {
          String parameter = BidirectionalLstm.PARAMETERS[3 * direction + i];
          values.put(names.get(i), read(graph, "lstm" + layer, parameter));
        }
      }
    }
    List<String> attention =
        List.of(
            WeightNames.ATTENTION_KEY,
            WeightNames.ATTENTION_KEY_BIAS,
            WeightNames.ATTENTION_QUERY,
            WeightNames.ATTENTION_QUERY_BIAS,
            WeightNames.ATTENTION_SCORE,
            WeightNames.ATTENTION_SCORE_BIAS);
    for (int i = 0; i < attention.size(); i++) {
      values.put(attention.get(i), read(graph, ATTENTION, AttentionPooling.PARAMETERS[i]));
    }
    values.put(WeightNames.OUTPUT, read(graph, OUTPUT, "W"));
    values.put(WeightNames.OUTPUT_BIAS, read(graph, OUTPUT, "b"));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(shape, vocabularySize)
        .forEach(
            (name, size) ->
                weights.put(name, new Tensor(size, Objects.requireNonNull(values.get(name)))));
    return weights;
  }

  private static float[] read(ComputationGraph graph, String layer, String parameter) {
    Layer found = graph.getLayer(layer);
    return NdArrays.read(found.getParam(parameter));
  }
}
