package sentiment.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Additive attention (Bahdanau et al. 2015) over the states of a bi-directional LSTM, as in Keras'
 * tutorial: the query is the final forward state beside the final backward state,
 *
 * <pre>
 *   score_t = v . tanh(W1 h_t + b1 + W2 q + b2) + bv    a = softmax(score)    context = sum a_t h_t
 * </pre>
 *
 * Immutable; what a pass leaves behind lies in a {@link State}, which one thread uses at a time.
 */
public final class AdditiveAttention {

  private static final Tiles TILES = Tiles.BEST;

  private final int size; // of a state h_t: twice the hidden size of one direction
  private final int units;
  private final Weights weights;
  private final PackedMatrix key;
  private final PackedMatrix query;
  private final float[] biases; // [units] b1 + b2
  private final float[] zeros; // [units]

  /**
   * Weights, or gradients of the same shapes.
   *
   * @param key W1, {@code [size][units]}
   * @param keyBias b1, {@code [units]}
   * @param query W2, {@code [size][units]}
   * @param queryBias b2, {@code [units]}
   * @param score v, {@code [units]}
   * @param scoreBias bv, {@code [1]}; softmax makes its gradient zero
   */
  public record Weights(
      float[] key,
      float[] keyBias,
      float[] query,
      float[] queryBias,
      float[] score,
      float[] scoreBias) {

    /** Zeros in the shapes of these weights. */
    public Weights zeros() {
      return new Weights(
          new float[key.length],
          new float[keyBias.length],
          new float[query.length],
          new float[queryBias.length],
          new float[score.length],
          new float[scoreBias.length]);
    }
  }

  /** Activations of the last forward pass. */
  public static final class State {
    private final Product product = new Product();
    private float[] hidden = new float[0]; // [tokens][units] tanh(...)
    private float[] attention = new float[0]; // [tokens]
    private float[] queries = new float[0]; // [rows][size]
    private float[] projected = new float[0]; // [rows][units] W2 q + b1 + b2

    private void reserve(int tokens, int rows, int size, int units) {
      if (attention.length < tokens) {
        attention = new float[tokens];
        hidden = new float[tokens * units];
      }
      if (queries.length < rows * size) {
        queries = new float[rows * size];
        projected = new float[rows * units];
      }
    }

    /** Attention weight of a token of the last forward pass; over a row's tokens they sum to 1. */
    public float attention(int token) {
      return attention[token];
    }
  }

  /**
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  public AdditiveAttention(Weights weights) {
    this.weights = weights;
    this.units = weights.score().length;
    this.size = units == 0 ? 0 : weights.key().length / units;
    if (size == 0
        || size % 2 != 0
        || weights.key().length != size * units
        || weights.query().length != size * units
        || weights.keyBias().length != units
        || weights.queryBias().length != units
        || weights.scoreBias().length != 1) {
      throw new IllegalArgumentException("attention weights do not fit each other");
    }
    this.key = PackedMatrix.of(weights.key(), size, units);
    this.query = PackedMatrix.of(weights.query(), size, units);
    this.biases = weights.keyBias().clone();
    for (int u = 0; u < units; u++) {
      biases[u] += weights.queryBias()[u];
    }
    this.zeros = new float[units];
  }

  /**
   * Writes each row's context.
   *
   * @param states {@code [tokens][size]}
   * @param context written, {@code [rows][size]}
   */
  public void forward(SequenceBatch batch, float[] states, State state, float[] context) {
    int tokens = batch.tokens();
    int rows = batch.sequences();
    state.reserve(tokens, rows, size, units);
    state.product.compute(tokens, states, 0, size, 1, key, zeros, 0, 0, state.hidden, 0, units);
    int half = size / 2;
    for (int r = 0; r < rows; r++) {
      int first = batch.first(r);
      int last = first + batch.length(r) - 1;
      System.arraycopy(states, last * size, state.queries, r * size, half);
      System.arraycopy(states, first * size + half, state.queries, r * size + half, half);
    }
    state.product.compute(
        rows, state.queries, 0, size, 1, query, biases, 0, 0, state.projected, 0, units);
    for (int r = 0; r < rows; r++) {
      attend(batch, r, states, state, context);
    }
  }

  private void attend(SequenceBatch batch, int r, float[] states, State state, float[] context) {
    int from = batch.first(r);
    int to = from + batch.length(r);
    float max = Float.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      float score =
          TILES.scoreOfTanh(
                  state.hidden, k * units, state.projected, r * units, weights.score(), units)
              + weights.scoreBias()[0];
      state.attention[k] = score;
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int k = from; k < to; k++) {
      state.attention[k] = (float) Math.exp(state.attention[k] - max);
      sum += state.attention[k];
    }
    Arrays.fill(context, r * size, (r + 1) * size, 0);
    for (int k = from; k < to; k++) {
      state.attention[k] = (float) (state.attention[k] / sum);
      TILES.addScaled(state.attention[k], states, k * size, context, r * size, size);
    }
  }

  /**
   * The gradient of what each token brings into its context along a direction.
   *
   * @param direction w, {@code [size]}
   * @param gradient of {@code a_t (w . h_t)}, {@code [tokens]}
   */
  public record Along(float[] direction, float[] gradient) {}

  /**
   * Adds the gradients of the weights and of the states, given that of the contexts.
   *
   * @param dContext {@code [rows][size]}
   * @param along given too, if not null
   * @param gradients added to
   * @param dStates added to, {@code [tokens][size]}
   */
  public void backward(
      SequenceBatch batch,
      float[] states,
      State state,
      float[] dContext,
      @Nullable Along along,
      Weights gradients,
      float[] dStates) {
    int tokens = batch.tokens();
    int rows = batch.sequences();
    float[] dHidden = new float[tokens * units];
    float[] dProjected = new float[rows * units];
    for (int r = 0; r < rows; r++) {
      rowBackward(
          batch, r, states, state, dContext, along, gradients, dStates, dHidden, dProjected);
    }
    state.product.addOuter(states, size, dHidden, units, tokens, gradients.key());
    Product.addColumnSums(dHidden, units, tokens, gradients.keyBias());
    state.product.addOuter(state.queries, size, dProjected, units, rows, gradients.query());
    Product.addColumnSums(dProjected, units, rows, gradients.queryBias());
    PackedMatrix keyTransposed = PackedMatrix.ofTransposed(weights.key(), units, size);
    state.product.add(tokens, dHidden, 0, units, keyTransposed, dStates, 0, size);
    float[] dQueries = new float[rows * size];
    PackedMatrix queryTransposed = PackedMatrix.ofTransposed(weights.query(), units, size);
    state.product.add(rows, dProjected, 0, units, queryTransposed, dQueries, 0, size);
    int half = size / 2;
    for (int r = 0; r < rows; r++) {
      int first = batch.first(r);
      int last = first + batch.length(r) - 1;
      TILES.addScaled(1, dQueries, r * size, dStates, last * size, half);
      TILES.addScaled(1, dQueries, r * size + half, dStates, first * size + half, half);
    }
  }

  private void rowBackward(
      SequenceBatch batch,
      int r,
      float[] states,
      State state,
      float[] dContext,
      @Nullable Along along,
      Weights gradients,
      float[] dStates,
      float[] dHidden,
      float[] dProjected) {
    int length = batch.length(r);
    float[] dAttention = new float[length];
    float[] dPart = Arrays.copyOfRange(dContext, r * size, (r + 1) * size);
    float weighted = 0;
    for (int t = 0; t < length; t++) {
      int k = batch.first(r) + t;
      if (along != null) {
        System.arraycopy(dContext, r * size, dPart, 0, size);
        TILES.addScaled(along.gradient()[k], along.direction(), 0, dPart, 0, size);
      }
      dAttention[t] = TILES.dot(dPart, 0, states, k * size, size);
      weighted += state.attention[k] * dAttention[t];
      TILES.addScaled(state.attention[k], dPart, 0, dStates, k * size, size);
    }
    for (int t = 0; t < length; t++) {
      int k = batch.first(r) + t;
      float dScore = state.attention[k] * (dAttention[t] - weighted);
      TILES.addScaled(dScore, state.hidden, k * units, gradients.score(), 0, units);
      for (int u = 0; u < units; u++) {
        float y = state.hidden[k * units + u];
        float d = dScore * weights.score()[u] * (1 - y * y);
        dHidden[k * units + u] = d;
        dProjected[r * units + u] += d;
      }
    }
  }
}
