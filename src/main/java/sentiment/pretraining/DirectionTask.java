package sentiment.pretraining;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.kernel.Lstm;
import sentiment.kernel.LstmGradients;
import sentiment.kernel.SequenceBatch;

/**
 * One direction's work on some pieces: reads them and predicts each piece's next word (or the one
 * before, in reverse). Holds what it found; one thread at a time.
 */
final class DirectionTask {

  private final boolean reverse;
  private final int inputSize;
  private final int size; // hidden units
  private final Lstm.State state = new Lstm.State();
  private final SampledSoftmax softmax;

  int[] ids = new int[0]; // [tokens]
  float[] dInput = new float[0]; // [tokens][inputSize]
  int[] targets = new int[0]; // [predictions]
  SampledSoftmax.@Nullable Gradients gradients;
  @Nullable LstmGradients lstmGradients;
  double loss; // sum over the predictions

  DirectionTask(boolean reverse, int inputSize, int size) {
    this.reverse = reverse;
    this.inputSize = inputSize;
    this.size = size;
    this.softmax = new SampledSoftmax(size);
  }

  /** The parts of the model that a task reads. */
  record Weights(
      float[] embedding, // [vocabulary][inputSize]
      Lstm lstm,
      float[] outputs, // [vocabulary][size]
      float[] biases, // [vocabulary]
      Candidates candidates) {}

  /**
   * Computes the loss of some pieces, and gradients if wanted.
   *
   * @param pieces ids of each, at least one each
   */
  void run(List<int[]> pieces, Weights weights, boolean learn) {
    SequenceBatch batch = SequenceBatch.of(pieces.stream().mapToInt(p -> p.length).toArray());
    int tokens = batch.tokens();
    ids = new int[tokens];
    int[] places = new int[tokens]; // of each prediction: the token whose state predicts
    int[] predicted = new int[tokens];
    int n = 0;
    for (int p = 0; p < pieces.size(); p++) {
      int[] piece = pieces.get(p);
      int first = batch.first(p);
      System.arraycopy(piece, 0, ids, first, piece.length);
      for (int t = 0; t < piece.length; t++) {
        int target = reverse ? t - 1 : t + 1;
        if (target >= 0 && target < piece.length && piece[target] >= Corpus.FIRST_WORD) {
          places[n] = first + t;
          predicted[n] = piece[target];
          n++;
        }
      }
    }
    float[] input = new float[tokens * inputSize];
    for (int k = 0; k < tokens; k++) {
      System.arraycopy(weights.embedding, ids[k] * inputSize, input, k * inputSize, inputSize);
    }
    float[] output = new float[tokens * size];
    weights.lstm.forward(batch, input, learn, state, output, 0, size);
    targets = Arrays.copyOf(predicted, n);
    float[] states = new float[n * size];
    for (int i = 0; i < n; i++) {
      System.arraycopy(output, places[i] * size, states, i * size, size);
    }
    int width = weights.candidates.ids.length;
    gradients =
        learn
            ? new SampledSoftmax.Gradients(
                states,
                new float[n * size],
                new float[n],
                new float[width * size],
                new float[width])
            : null;
    loss =
        softmax.loss(
            states, targets, weights.outputs, weights.biases, weights.candidates, gradients);
    if (gradients != null) {
      float[] dOutput = new float[tokens * size];
      for (int i = 0; i < n; i++) {
        System.arraycopy(gradients.dStates(), i * size, dOutput, places[i] * size, size);
      }
      lstmGradients = new LstmGradients(weights.lstm);
      dInput = new float[tokens * inputSize];
      lstmGradients.backward(batch, input, state, output, dOutput, 0, size, dInput);
    }
  }
}
