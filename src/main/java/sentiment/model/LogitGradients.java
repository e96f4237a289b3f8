package sentiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sentiment.kernel.AdditiveAttention;
import sentiment.kernel.Lstm;
import sentiment.kernel.LstmGradients;
import sentiment.kernel.MatrixProduct;
import sentiment.kernel.SequenceBatch;

/**
 * How a model's logit changes with the vectors of the words that it reads, by backpropagation.
 * Shared between threads.
 */
public final class LogitGradients {

  /** So many positions at a time keep the memory within tens of megabytes. */
  public static final int POSITIONS = 2048;

  private final AttentionModel model;
  private final AttentionModel.Parts parts;
  private final int vectorSize;

  public LogitGradients(AttentionModel model) {
    this.model = model;
    this.parts = model.parts();
    this.vectorSize = parts.architecture().embeddingSize();
  }

  /**
   * A review's logit and its gradient.
   *
   * @param logit calibrated
   * @param gradient {@code [positions][vectorSize]}: by each number of each vector
   * @param states {@code [positions][stateSize]}: what the attention sees
   */
  public record Result(double logit, float[] gradient, float[] states) {}

  /** Numbers in a word's vector. */
  public int vectorSize() {
    return vectorSize;
  }

  /**
   * The vectors that the model reads.
   *
   * @param ids of a review
   * @return {@code [positions][vectorSize]}; an unmasked model has more positions than ids
   */
  public float[] vectors(int[] ids) {
    int[] read = model.read(ids);
    float[] vectors = new float[read.length * vectorSize];
    for (int t = 0; t < read.length; t++) {
      System.arraycopy(
          parts.embedding(), read[t] * vectorSize, vectors, t * vectorSize, vectorSize);
    }
    return vectors;
  }

  /**
   * Logits and gradients of a batch of reviews.
   *
   * @param vectors of each, as {@link #vectors} gives them or changed
   * @return as many results, in order
   */
  public List<Result> of(List<float[]> vectors) {
    Forward forward = forward(vectors);
    SequenceBatch batch = forward.batch();
    float[] top = forward.outputs().get(forward.outputs().size() - 1);
    float[] gradient = backward(forward);
    int size = parts.architecture().stateSize();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < batch.sequences(); i++) {
      results.add(
          new Result(
              forward.logits()[i],
              rows(gradient, vectorSize, batch, i),
              rows(top, size, batch, i)));
    }
    return results;
  }

  /**
   * Logits alone, of a batch of reviews.
   *
   * @param vectors of each, as {@link #vectors} gives them or changed
   * @return as many, in order; calibrated
   */
  public double[] logits(List<float[]> vectors) {
    return forward(vectors).logits();
  }

  /**
   * A forward pass.
   *
   * @param outputs of each layer, the vectors first
   * @param states of each layer's directions
   * @param logits of the reviews
   */
  private record Forward(
      SequenceBatch batch,
      List<float[]> outputs,
      List<Lstm.State> states,
      AdditiveAttention.State attended,
      double[] logits) {}

  private Forward forward(List<float[]> vectors) {
    int[] lengths = vectors.stream().mapToInt(v -> v.length / vectorSize).toArray();
    SequenceBatch batch = SequenceBatch.of(lengths);
    float[] input = new float[batch.tokens() * vectorSize];
    for (int i = 0; i < lengths.length; i++) {
      float[] own = vectors.get(i);
      System.arraycopy(own, 0, input, batch.first(i) * vectorSize, own.length);
    }
    List<float[]> outputs = new ArrayList<>(List.of(input));
    List<Lstm.State> states = new ArrayList<>();
    for (List<Lstm> directions : parts.layers()) {
      int hidden = directions.get(0).hiddenSize();
      float[] output = new float[batch.tokens() * 2 * hidden];
      for (int d = 0; d < 2; d++) {
        Lstm.State state = new Lstm.State();
        float[] below = outputs.get(outputs.size() - 1);
        directions.get(d).forward(batch, below, true, state, output, d * hidden, 2 * hidden);
        states.add(state);
      }
      outputs.add(output);
    }
    int size = parts.architecture().stateSize();
    float[] context = new float[lengths.length * size];
    AdditiveAttention.State attended = new AdditiveAttention.State();
    float[] top = outputs.get(outputs.size() - 1);
    parts.attention().forward(batch, top, attended, context);
    double[] logits = new double[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      double sum = MatrixProduct.dot(context, i * size, parts.outputWeights(), 0, size);
      logits[i] = (sum + parts.outputBias()) / parts.temperature();
    }
    return new Forward(batch, outputs, states, attended, logits);
  }

  /** The rows of one review. */
  private static float[] rows(float[] matrix, int size, SequenceBatch batch, int review) {
    int from = batch.first(review) * size;
    return Arrays.copyOfRange(matrix, from, from + batch.length(review) * size);
  }

  /** The gradient of the vectors, {@code [tokens][vectorSize]}. */
  private float[] backward(Forward forward) {
    SequenceBatch batch = forward.batch();
    List<float[]> outputs = forward.outputs();
    float[] dContext = new float[batch.sequences() * parts.architecture().stateSize()];
    for (int i = 0; i < dContext.length; i++) {
      float weight = parts.outputWeights()[i % parts.outputWeights().length];
      dContext[i] = (float) (weight / parts.temperature());
    }
    float[] top = outputs.get(outputs.size() - 1);
    float[] dOutput = new float[top.length];
    AdditiveAttention.Weights unused = parts.attentionWeights().zeros();
    parts.attention().backward(batch, top, forward.attended(), dContext, null, unused, dOutput);
    for (int layer = parts.layers().size() - 1; layer >= 0; layer--) {
      float[] dInput = new float[outputs.get(layer).length];
      for (int d = 0; d < 2; d++) {
        Lstm lstm = parts.layers().get(layer).get(d);
        LstmGradients.backward(
            lstm,
            batch,
            forward.states().get(2 * layer + d),
            dOutput,
            d * lstm.hiddenSize(),
            2 * lstm.hiddenSize(),
            dInput);
      }
      dOutput = dInput;
    }
    return dOutput;
  }
}
