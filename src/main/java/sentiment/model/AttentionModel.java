package sentiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import sentiment.kernel.AdditiveAttention;
import sentiment.kernel.Lstm;
import sentiment.kernel.SequenceBatch;

/**
 * The trained network, ready to predict. Immutable and shared between threads; each thread predicts
 * through a {@link Session} of its own.
 */
public final class AttentionModel {

  private final Architecture architecture;
  private final int sequenceLength;
  private final double temperature;
  private final float[] embedding; // [vocabulary][embeddingSize]
  private final List<List<Lstm>> layers; // [layer][forward, backward]
  private final AdditiveAttention attention;
  private final float[] output; // [stateSize]
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
    this.attention =
        new AdditiveAttention(
            new AdditiveAttention.Weights(
                values(weights, WeightNames.ATTENTION_KEY),
                values(weights, WeightNames.ATTENTION_KEY_BIAS),
                values(weights, WeightNames.ATTENTION_QUERY),
                values(weights, WeightNames.ATTENTION_QUERY_BIAS),
                values(weights, WeightNames.ATTENTION_SCORE),
                values(weights, WeightNames.ATTENTION_SCORE_BIAS)));
    this.output = values(weights, WeightNames.OUTPUT);
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

  /** Scratch memory for one thread. */
  public Session session() {
    return new Session(this);
  }

  /** Predicts batches for one thread at a time; its memory grows to the largest batch seen. */
  public static final class Session {

    private final AttentionModel model;
    private final Lstm.State lstmState = new Lstm.State();
    private final AdditiveAttention.State attentionState = new AdditiveAttention.State();
    private float[] input = new float[0]; // [tokens][size of the layer's input]
    private float[] states = new float[0]; // [tokens][size of the layer's output]

    private Session(AttentionModel model) {
      this.model = model;
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
      List<int[]> read = model.architecture.masked() ? ids : ids.stream().map(this::pad).toList();
      SequenceBatch batch = SequenceBatch.of(read.stream().mapToInt(r -> r.length).toArray());
      embed(batch, read);
      for (int layer = 0; layer < model.layers.size(); layer++) {
        if (layer > 0) {
          float[] spare = input;
          input = states;
          states = spare;
        }
        int hidden = model.architecture.hiddenSizes().get(layer);
        states = reserve(states, batch.tokens() * 2 * hidden);
        List<Lstm> directions = model.layers.get(layer);
        directions.get(0).forward(batch, input, lstmState, states, 0, 2 * hidden);
        directions.get(1).forward(batch, input, lstmState, states, hidden, 2 * hidden);
      }
      float[] context = new float[batch.rows() * model.architecture.stateSize()];
      model.attention.forward(batch, states, attentionState, context);
      Prediction[] predictions = new Prediction[batch.rows()];
      for (int row = 0; row < batch.rows(); row++) {
        predictions[batch.sequence(row)] = prediction(batch, row);
      }
      return List.of(predictions);
    }

    private int[] pad(int[] ids) {
      return ids.length >= model.sequenceLength
          ? ids
          : Arrays.copyOf(ids, model.sequenceLength); // filled with 0, which is the id of padding
    }

    private void embed(SequenceBatch batch, List<int[]> ids) {
      int size = model.architecture.embeddingSize();
      input = reserve(input, batch.tokens() * size);
      for (int row = 0; row < batch.rows(); row++) {
        int[] review = ids.get(batch.sequence(row));
        for (int t = 0; t < review.length; t++) {
          System.arraycopy(
              model.embedding, review[t] * size, input, batch.token(t, row) * size, size);
        }
      }
    }

    private Prediction prediction(SequenceBatch batch, int row) {
      int size = model.architecture.stateSize();
      float[] attention = new float[batch.length(row)];
      double[] contributions = new double[attention.length];
      for (int t = 0; t < attention.length; t++) {
        int token = batch.token(t, row);
        attention[t] = attentionState.attention(token);
        double evidence = 0;
        for (int j = 0; j < size; j++) {
          evidence += model.output[j] * states[token * size + j];
        }
        contributions[t] = attention[t] * evidence / model.temperature;
      }
      return new Prediction(attention, contributions, model.outputBias / model.temperature);
    }

    private static float[] reserve(float[] array, int length) {
      return array.length >= length ? array : new float[length];
    }
  }
}
