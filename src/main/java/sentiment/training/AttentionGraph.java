package sentiment.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import sentiment.model.Architecture;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/** The network as a DL4J graph, and its weights under the names of a bundle. */
final class AttentionGraph {

  static final String ATTENTION = "attention";
  static final String OUTPUT = "output";
  static final String PERTURBATION = "perturbation";
  private static final String EMBEDDING = "embedding";

  private AttentionGraph() {}

  /**
   * A new graph: ids {@code [batch, steps]} in, probability {@code [batch, 1]} out.
   *
   * @param vocabularySize rows of the embedding
   * @param steps that its training is to have, which the learning rate's course follows from
   */
  static ComputationGraph create(
      TrainingProfile profile, int vocabularySize, long seed, int steps) {
    Architecture shape = profile.architecture();
    Optimization optimization = profile.optimization();
    int layers = shape.hiddenSizes().size();
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .updater(updater(optimization, 0, steps))
            .graphBuilder()
            .addInputs("ids");
    KernelLayerConf embedding =
        new TokenEmbedding(EMBEDDING, vocabularySize, shape.embeddingSize(), seed);
    graph.addLayer(EMBEDDING, tuned(embedding, optimization, layers + 1, steps), "ids");
    String below = EMBEDDING;
    if (profile.noise().adversarialEpochs() > 0) {
      graph.addLayer(PERTURBATION, new Perturbation(PERTURBATION), below);
      below = PERTURBATION;
    }
    for (int layer = 0; layer < layers; layer++) {
      String name = "lstm" + layer;
      KernelLayerConf lstm =
          new BidirectionalLstm(
              name,
              shape.inputSize(layer),
              shape.hiddenSizes().get(layer),
              shape.gates(),
              profile.noise().inputDropout().get(layer),
              seed + 1 + layer);
      graph.addLayer(name, tuned(lstm, optimization, layers - layer, steps), below);
      below = name;
    }
    KernelLayerConf attention =
        new AttentionPooling(
            ATTENTION,
            shape.stateSize(),
            shape.attentionUnits(),
            profile.noise().outputDropout(),
            seed + 100);
    graph
        .addLayer(ATTENTION, tuned(attention, optimization, 0, steps), below)
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

  private static KernelLayerConf tuned(
      KernelLayerConf layer, Optimization optimization, int depth, int steps) {
    layer.setIUpdater(updater(optimization, depth, steps));
    layer.setWeightDecay(optimization.weightDecay());
    return layer;
  }

  /** Adam for a layer so many layers below the output. */
  private static IUpdater updater(Optimization optimization, int depth, int steps) {
    double rate = optimization.learningRate() * Math.pow(optimization.layerRateDecay(), depth);
    if (optimization.warmupShare() == 0 && optimization.finalRateShare() == 1) {
      return new Adam(rate);
    }
    int warmup = (int) Math.round(optimization.warmupShare() * steps);
    return new Adam(new WarmupCosine(rate, warmup, steps, rate * optimization.finalRateShare()));
  }

  /**
   * Overwrites weights.
   *
   * @param start by their names in a bundle; the others stay
   */
  static void load(ComputationGraph graph, Architecture shape, Map<String, Tensor> start) {
    places(shape)
        .forEach(
            (name, place) -> {
              Tensor tensor = start.get(name);
              if (tensor != null) {
                NdArrays.write(
                    tensor.values(), graph.getLayer(place.layer()).getParam(place.parameter()));
              }
            });
  }

  /** A copy of the graph's weights, named and shaped as in a bundle. */
  static Map<String, Tensor> weights(
      ComputationGraph graph, Architecture shape, int vocabularySize) {
    Map<String, Place> places = places(shape);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(shape, vocabularySize)
        .forEach(
            (name, size) -> {
              Place place = Objects.requireNonNull(places.get(name));
              INDArray values = graph.getLayer(place.layer()).getParam(place.parameter());
              weights.put(name, new Tensor(size, NdArrays.read(values)));
            });
    return weights;
  }

  /** Where the graph keeps a weight. */
  private record Place(String layer, String parameter) {}

  private static Map<String, Place> places(Architecture shape) {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put(WeightNames.EMBEDDING, new Place(EMBEDDING, TokenEmbedding.VECTORS));
    for (int layer = 0; layer < shape.hiddenSizes().size(); layer++) {
      for (int direction = 0; direction < 2; direction++) {
        List<String> names = WeightNames.lstm(layer, direction == 1);
        for (int i = 0; i < names.size(); i++) {
          String parameter = BidirectionalLstm.PARAMETERS[3 * direction + i];
          places.put(names.get(i), new Place("lstm" + layer, parameter));
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
      places.put(attention.get(i), new Place(ATTENTION, AttentionPooling.PARAMETERS[i]));
    }
    places.put(WeightNames.OUTPUT, new Place(OUTPUT, "W"));
    places.put(WeightNames.OUTPUT_BIAS, new Place(OUTPUT, "b"));
    return places;
  }
}
