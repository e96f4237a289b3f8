package sentiment.pretraining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sentiment.kernel.GateActivation;
import sentiment.kernel.Lstm;
import sentiment.kernel.LstmGradients;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/**
 * Two language models over one embedding: an LSTM reads forward and predicts each next word,
 * another reads backward and predicts the word before (Peters et al. 2018, one layer). Both share
 * the output vectors, and a step's candidates. Embedding and LSTMs become the beginnings of the
 * classifier's (Dai and Le 2015).
 */
public final class LanguageModel implements PretrainingTask {

  private static final int WARMUP_STEPS = 200;
  private static final double LAST_RATE = 0.02; // share of the peak
  private static final int HELD_OUT_TOKENS = 6000;

  private final LanguageModelSettings settings;
  private final int vocabularySize;
  private final int inputSize;
  private final int size;
  private final long seed;
  private final NoiseDistribution noise;
  private final List<int[]> pieces;
  private final List<List<int[]>> heldOut; // shards
  private final AdamArray embedding; // [vocabulary][inputSize]
  private final AdamArray outputs; // [vocabulary][size]
  private final AdamArray biases; // [vocabulary]
  private final List<List<AdamArray>> lstms = new ArrayList<>(); // [direction] kernel, ...
  private final RowGradients dEmbedding;
  private final RowGradients dOutputs;
  private final RowGradients dBiases;
  private final List<DirectionTask> tasks = new ArrayList<>();
  private int done;
  private int orderedEpoch = -1;
  private List<int[]> order = List.of();

  /**
   * @param heldOut reviews that are not learned from, to see how far learning has come
   * @param inputSize values of a word's vector
   * @param size hidden units of a direction
   * @param start weights to begin with, by their names in a classifier; the embedding may be
   *     missing
   */
  public LanguageModel(
      Corpus corpus,
      Corpus heldOut,
      LanguageModelSettings settings,
      int inputSize,
      int size,
      long seed,
      Map<String, Tensor> start) {
    this.settings = settings;
    this.vocabularySize = corpus.vocabularySize();
    this.inputSize = inputSize;
    this.size = size;
    this.seed = seed;
    long[] counts = corpus.counts();
    this.noise = new NoiseDistribution(counts);
    this.pieces = Pieces.of(corpus.reviews(), settings.length());
    this.heldOut =
        Pieces.shards(
            Pieces.first(Pieces.of(heldOut.reviews(), settings.length()), HELD_OUT_TOKENS));
    SplittableRandom random = new SplittableRandom(seed);
    Tensor vectors = start.get(WeightNames.EMBEDDING);
    this.embedding =
        new AdamArray(
            "embedding",
            vectors == null
                ? uniform(vocabularySize * inputSize, 0.3, random)
                : vectors.values().clone());
    this.outputs = new AdamArray("outputs", uniform(vocabularySize * size, 0.05, random));
    this.biases = new AdamArray("biases", logFrequencies(counts));
    for (int direction = 0; direction < 2; direction++) {
      float[] bias = new float[4 * size];
      Arrays.fill(bias, size, 2 * size, 1); // Keras: forget gates begin open
      lstms.add(
          List.of(
              new AdamArray("kernel" + direction, glorot(inputSize, 4 * size, random)),
              new AdamArray("recurrent" + direction, glorot(size, 4 * size, random)),
              new AdamArray("bias" + direction, bias)));
    }
    this.dEmbedding = new RowGradients(vocabularySize, inputSize);
    this.dOutputs = new RowGradients(vocabularySize, size);
    this.dBiases = new RowGradients(vocabularySize, 1);
  }

  private static float[] uniform(int count, double limit, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return values;
  }

  private static float[] glorot(int in, int out, SplittableRandom random) {
    return uniform(in * out, Math.sqrt(6.0 / (in + out)), random);
  }

  private static float[] logFrequencies(long[] counts) {
    double sum = Arrays.stream(counts).sum();
    float[] logs = new float[counts.length];
    for (int id = 0; id < counts.length; id++) {
      logs[id] = (float) Math.log(Math.max(0.5, (double) counts[id]) / sum);
    }
    return logs;
  }

  private int stepsOfEpoch() {
    return Math.max(1, (pieces.size() + settings.batchSize() - 1) / settings.batchSize());
  }

  @Override
  public int steps() {
    return (int) Math.ceil(settings.epochs() * stepsOfEpoch());
  }

  @Override
  public int done() {
    return done;
  }

  /** Rises over the first steps and falls along a half cosine. */
  private double rate() {
    double rise = Math.min(1, (done + 1.0) / Math.min(WARMUP_STEPS, Math.max(1, steps() / 10)));
    double fall = (1 + Math.cos(Math.PI * done / steps())) / 2;
    return settings.rate() * rise * (LAST_RATE + (1 - LAST_RATE) * fall);
  }

  @Override
  public void step() {
    int epoch = done / stepsOfEpoch();
    if (epoch != orderedEpoch) {
      order = new ArrayList<>(pieces);
      Collections.shuffle(order, new Random(seed + epoch));
      orderedEpoch = epoch;
    }
    int from = done % stepsOfEpoch() * settings.batchSize();
    List<List<int[]>> shards =
        Pieces.shards(order.subList(from, Math.min(from + settings.batchSize(), order.size())));
    Candidates candidates =
        Candidates.drawn(
            settings.candidates(),
            noise,
            outputs.values(),
            biases.values(),
            size,
            new SplittableRandom(seed * 31 + done));
    run(shards, candidates, true);
    learn(2 * shards.size(), candidates, rate());
    done++;
  }

  /** Runs both directions of all shards side by side: task 2s reads shard s forward. */
  private void run(List<List<int[]>> shards, Candidates candidates, boolean learn) {
    while (tasks.size() < 2 * shards.size()) {
      tasks.add(new DirectionTask(tasks.size() % 2 == 1, inputSize, size));
    }
    List<DirectionTask.Weights> weights =
        IntStream.range(0, 2)
            .mapToObj(
                direction ->
                    new DirectionTask.Weights(
                        embedding.values(),
                        lstm(direction),
                        outputs.values(),
                        biases.values(),
                        candidates))
            .toList();
    IntStream.range(0, 2 * shards.size())
        .parallel()
        .forEach(task -> tasks.get(task).run(shards.get(task / 2), weights.get(task % 2), learn));
  }

  private Lstm lstm(int direction) {
    List<AdamArray> arrays = lstms.get(direction);
    return new Lstm(
        arrays.get(0).values(),
        arrays.get(1).values(),
        arrays.get(2).values(),
        GateActivation.SIGMOID,
        direction == 1);
  }

  private void learn(int used, Candidates candidates, double rate) {
    long predictions = 0;
    for (DirectionTask task : tasks.subList(0, used)) {
      predictions += task.targets.length;
      for (int token = 0; token < task.ids.length; token++) {
        dEmbedding.add(task.ids[token], 1, task.dInput, token * inputSize);
      }
      SampledSoftmax.Gradients found = Objects.requireNonNull(task.gradients);
      for (int i = 0; i < task.targets.length; i++) {
        dOutputs.add(task.targets[i], found.dTarget()[i], found.states(), i * size);
        dBiases.add(task.targets[i], 1, found.dTarget(), i);
      }
      for (int c = 0; c < candidates.ids.length; c++) {
        dOutputs.add(candidates.ids[c], 1, found.dCandidates(), c * size);
        dBiases.add(candidates.ids[c], 1, found.dBias(), c);
      }
    }
    float factor = (float) (1 / Math.max(1.0, (double) predictions));
    int step = done + 1;
    dEmbedding.move(embedding, factor, rate, step);
    dOutputs.move(outputs, factor, rate, step);
    dBiases.move(biases, factor, rate, step);
    for (int direction = 0; direction < 2; direction++) {
      LstmGradients sum = Objects.requireNonNull(tasks.get(direction).lstmGradients);
      for (int task = direction + 2; task < used; task += 2) {
        sum.add(Objects.requireNonNull(tasks.get(task).lstmGradients));
      }
      float[][] gradients = {sum.kernel(), sum.recurrent(), sum.bias()};
      for (int i = 0; i < gradients.length; i++) {
        AdamArray array = lstms.get(direction).get(i);
        array.move(0, array.values().length, gradients[i], 0, factor, rate, step);
      }
    }
  }

  /** Mean loss of a held-out word, both directions, over the whole vocabulary; NaN without any. */
  double heldOutLoss() {
    if (heldOut.isEmpty()) {
      return Double.NaN;
    }
    run(heldOut, Candidates.all(outputs.values(), biases.values(), size), false);
    double loss = 0;
    long predictions = 0;
    for (DirectionTask task : tasks.subList(0, 2 * heldOut.size())) {
      loss += task.loss;
      predictions += task.targets.length;
    }
    return loss / Math.max(1.0, (double) predictions);
  }

  private List<AdamArray> arrays() {
    List<AdamArray> arrays = new ArrayList<>(List.of(embedding, outputs, biases));
    lstms.forEach(arrays::addAll);
    return arrays;
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    arrays().forEach(array -> array.store(state));
    return state;
  }

  @Override
  public void resume(int newDone, Map<String, Tensor> state) {
    done = newDone;
    arrays().forEach(array -> array.restore(state));
  }

  @Override
  public Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put(
        WeightNames.EMBEDDING, Tensor.of(embedding.values().clone(), vocabularySize, inputSize));
    for (int direction = 0; direction < 2; direction++) {
      List<String> names = WeightNames.lstm(0, direction == 1);
      List<AdamArray> arrays = lstms.get(direction);
      weights.put(names.get(0), Tensor.of(arrays.get(0).values().clone(), inputSize, 4 * size));
      weights.put(names.get(1), Tensor.of(arrays.get(1).values().clone(), size, 4 * size));
      weights.put(names.get(2), Tensor.of(arrays.get(2).values().clone(), 4 * size));
    }
    return weights;
  }

  @Override
  public String report() {
    double loss = heldOutLoss();
    return "held-out loss per word %.4f (perplexity %.0f)".formatted(loss, Math.exp(loss));
  }
}
