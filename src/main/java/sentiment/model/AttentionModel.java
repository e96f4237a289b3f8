package sentiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import sentiment.kernel.AdditiveAttention;
import sentiment.kernel.LinearOutput;
import sentiment.kernel.Lstm;
import sentiment.kernel.SequenceBatch;

/**
 * The trained network, ready to predict. Immutable and shared between threads; each thread predicts
 * through a {@link Session} of its own.
 */
public final class AttentionModel {

  /** Larger batches occupy a processor well enough, and every processor has batches of its own. */
  private static final int MAX_TOKENS_AT_ONCE = 1024;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Sessions of all models that are predicting, so that none takes another's processor. */
  private static final AtomicInteger BUSY = new AtomicInteger();

  private final Architecture architecture;
  private final int sequenceLength;
  private final double temperature;
  private final float[] embedding; // [vocabulary][embeddingSize]
  private final List<List<Lstm>> layers; // [layer][forward, backward]
  private final AdditiveAttention.Weights attentionWeights;
  private final AdditiveAttention attention;
  private final InputTables inputTables;
  private final float[] outputWeights; // [stateSize], on the attended context
  private final LinearOutput output;
  private final double outputBias;

  /**
   * A model of these weights.
   *
   * @param sequenceLength the length to which an unmasked model pads every review
   * @param temperature divides the logit, above 0
   * @param weights as named and shaped by {@link WeightNames}
   * @throws IllegalArgumentException if a weight is missing or does not fit the others
   */
  public static AttentionModel of(
      Architecture architecture,
      int sequenceLength,
      double temperature,
      Map<String, Tensor> weights) {
    return new AttentionModel(architecture, sequenceLength, temperature, weights);
  }

  private AttentionModel(
      Architecture architecture,
      int sequenceLength,
      double temperature,
      Map<String, Tensor> weights) {
    this.architecture = architecture;
    this.sequenceLength = sequenceLength;
    this.temperature = temperature;
    this.embedding = values(weights, WeightNames.EMBEDDING);
    this.layers = new ArrayList<>();
    for (int layer = 0; layer < architecture.hiddenSizes().size(); layer++) {
      layers.add(List.of(lstm(weights, layer, false), lstm(weights, layer, true)));
    }
    this.attentionWeights =
        new AdditiveAttention.Weights(
            values(weights, WeightNames.ATTENTION_KEY),
            values(weights, WeightNames.ATTENTION_KEY_BIAS),
            values(weights, WeightNames.ATTENTION_QUERY),
            values(weights, WeightNames.ATTENTION_QUERY_BIAS),
            values(weights, WeightNames.ATTENTION_SCORE),
            values(weights, WeightNames.ATTENTION_SCORE_BIAS));
    this.attention = new AdditiveAttention(attentionWeights);
    this.outputWeights = values(weights, WeightNames.OUTPUT);
    this.output = new LinearOutput(outputWeights);
    this.inputTables =
        new InputTables(layers.get(0), embedding, embedding.length / architecture.embeddingSize());
    this.outputBias = values(weights, WeightNames.OUTPUT_BIAS)[0];
  }

  private Lstm lstm(Map<String, Tensor> weights, int layer, boolean reverse) {
    List<String> names = WeightNames.lstm(layer, reverse);
    return new Lstm(
        values(weights, names.get(0)),
        values(weights, names.get(1)),
        values(weights, names.get(2)),
        architecture.gates(),
        reverse);
  }

  private static float[] values(Map<String, Tensor> weights, String name) {
    Tensor tensor = weights.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("weight '" + name + "' is missing");
    }
    return tensor.values();
  }

  /** Multiply-adds in matrix products that a session does for each position, as of now. */
  public long multiplyAddsPerToken() {
    return architecture.multiplyAddsPerToken(!inputTables.current().isEmpty());
  }

  InputTables inputTables() {
    return inputTables;
  }

  /** What gradients need of the network. */
  Parts parts() {
    return new Parts(
        architecture,
        embedding,
        layers,
        attentionWeights,
        attention,
        outputWeights,
        outputBias,
        temperature);
  }

  /** The network's parts; see the fields of the same names. */
  record Parts(
      Architecture architecture,
      float[] embedding,
      List<List<Lstm>> layers,
      AdditiveAttention.Weights attentionWeights,
      AdditiveAttention attention,
      float[] outputWeights,
      double outputBias,
      double temperature) {}

  /** The ids that the network reads: an unmasked one reads padding too. */
  int[] read(int[] ids) {
    return architecture.masked() || ids.length >= sequenceLength
        ? ids
        : Arrays.copyOf(ids, sequenceLength); // filled with 0, which is the id of padding
  }

  /** Scratch memory for one thread, which small batches share with another if one is free. */
  public Session session() {
    return new Session(this, true);
  }

  /** The same for a thread that does all of its work itself, so that its time tells the cost. */
  public Session loneSession() {
    return new Session(this, false);
  }

  /** Predicts batches for one thread at a time; its memory grows to the largest batch seen. */
  public static final class Session {

    private final AttentionModel model;
    private final boolean shares;
    private final List<Lstm.State> lstmStates = List.of(new Lstm.State(), new Lstm.State());
    private final AdditiveAttention.State attentionState = new AdditiveAttention.State();
    private final SequenceBatch batch = new SequenceBatch();
    private int[] lengths = new int[0]; // [reviews]
    private int[] tokens = new int[0]; // [tokens] ids
    private float[] input = new float[0]; // [tokens][size of the layer's input]
    private float[] states = new float[0]; // [tokens][size of the layer's output]
    private float[] context = new float[0]; // [reviews][stateSize]

    private Session(AttentionModel model, boolean shares) {
      this.model = model;
      this.shares = shares;
    }

    /**
     * Predicts a batch; the result of a review does not depend on the others in its batch.
     *
     * @param ids of each review, at least one each, below the model's vocabulary size
     * @return as many predictions, in order
     */
    public List<Prediction> predict(List<int[]> ids) {
      if (ids.isEmpty()) {
        return List.of();
      }
      try {
        return predict(ids, 2 * BUSY.incrementAndGet() <= PROCESSORS);
      } finally {
        BUSY.decrementAndGet();
      }
    }

    private List<Prediction> predict(List<int[]> ids, boolean processorsAreFree) {
      List<float[]> tables = model.inputTables.current();
      arrange(ids.stream().map(model::read).toList());
      if (tables.isEmpty()) {
        embed();
      }
      for (int layer = 0; layer < model.layers.size(); layer++) {
        int hidden = model.architecture.hiddenSizes().get(layer);
        float[] spare = input;
        input = states;
        states = reserve(spare, batch.tokens() * 2 * hidden);
        both(layer, tables, shares && processorsAreFree && batch.tokens() <= MAX_TOKENS_AT_ONCE);
      }
      context = reserve(context, batch.sequences() * model.architecture.stateSize());
      model.attention.forward(batch, states, attentionState, context);
      if (tables.isEmpty()) {
        model.inputTables.wereMissing(batch.tokens());
      }
      Prediction[] predictions = new Prediction[batch.sequences()];
      for (int i = 0; i < predictions.length; i++) {
        predictions[i] = prediction(i);
      }
      return List.of(predictions);
    }

    /** Both directions of a layer; at once, if another thread takes one up before this one does. */
    private void both(int layer, List<float[]> tables, boolean atOnce) {
      if (atOnce) {
        ForkJoinTask<?> backward = ForkJoinTask.adapt(() -> direction(layer, 1, tables)).fork();
        try {
          direction(layer, 0, tables);
        } finally {
          backward.quietlyJoin(); // it uses this session's memory
        }
        backward.join();
      } else {
        direction(layer, 0, tables);
        direction(layer, 1, tables);
      }
    }

    private void direction(int layer, int direction, List<float[]> tables) {
      Lstm lstm = model.layers.get(layer).get(direction);
      Lstm.State state = lstmStates.get(direction);
      int hidden = lstm.hiddenSize();
      int offset = direction * hidden;
      if (layer > 0 || tables.isEmpty()) {
        lstm.forward(batch, input, false, state, states, offset, 2 * hidden);
      } else {
        float[] table = tables.get(direction);
        lstm.forward(batch, table, tokens, state, states, offset, 2 * hidden);
      }
    }

    /** Lays the reviews out. */
    private void arrange(List<int[]> ids) {
      if (lengths.length < ids.size()) {
        lengths = new int[ids.size()];
      }
      for (int i = 0; i < ids.size(); i++) {
        lengths[i] = ids.get(i).length;
      }
      batch.arrange(lengths, ids.size());
      if (tokens.length < batch.tokens()) {
        tokens = new int[batch.tokens()];
      }
      for (int i = 0; i < ids.size(); i++) {
        System.arraycopy(ids.get(i), 0, tokens, batch.first(i), lengths[i]);
      }
    }

    /** Lays their words' vectors out, where there is no table. */
    private void embed() {
      int size = model.architecture.embeddingSize();
      states = reserve(states, batch.tokens() * size);
      for (int token = 0; token < batch.tokens(); token++) {
        System.arraycopy(model.embedding, tokens[token] * size, states, token * size, size);
      }
    }

    private Prediction prediction(int review) {
      int size = model.architecture.stateSize();
      float[] attention = new float[batch.length(review)];
      double[] evidence = new double[attention.length];
      for (int t = 0; t < attention.length; t++) {
        int token = batch.first(review) + t;
        attention[t] = attentionState.attention(token);
        evidence[t] = model.output.of(states, token * size) / model.temperature;
      }
      return new Prediction(attention, evidence, model.outputBias / model.temperature);
    }

    private static float[] reserve(float[] array, int length) {
      return array.length >= length ? array : new float[length];
    }
  }
}
