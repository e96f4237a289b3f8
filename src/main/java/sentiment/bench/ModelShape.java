package sentiment.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.Histogram;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest;
import sentiment.model.ModelManifest.Provenance;
import sentiment.model.ModelManifest.TextSettings;
import sentiment.model.ReferenceDistributions;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;
import sentiment.text.KerasTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.Token;
import sentiment.text.Tokenizer;
import sentiment.text.Truncation;
import sentiment.text.Vocabulary;
import sentiment.text.VocabularyBuilder;
import sentiment.training.TrainingProfile;

/**
 * The sizes of a model that is made up for a measurement, with random weights.
 *
 * @param vocabularySize rows of the embedding, markers included
 * @param architecture all other sizes
 */
public record ModelShape(int vocabularySize, Architecture architecture) {

  /** The sizes of Keras' tutorial, but with a mask and sigmoid gates. */
  public static final ModelShape TUTORIAL = of(10_000, 128, List.of(128, 128), 32);

  /** The model of Keras' tutorial: it reads padding, its gates are rectified. */
  public static final ModelShape KERAS =
      new ModelShape(
          TrainingProfile.TUTORIAL.text().vocabularySize(),
          TrainingProfile.TUTORIAL.architecture());

  /** The form that {@link #parse} reads. */
  public static final String FORM =
      "tutorial, or whole numbers vocabulary,embedding,hidden[,hidden...],units of 1 or more, the"
          + " vocabulary 4 or more";

  private static final int TUTORIAL_LENGTH = 200;
  private static final int LEAST_NUMBERS = 4;

  private static ModelShape of(int vocabularySize, int embedding, List<Integer> hidden, int units) {
    return new ModelShape(
        vocabularySize, new Architecture(embedding, hidden, units, GateActivation.SIGMOID, true));
  }

  public ModelShape {
    if (vocabularySize <= Vocabulary.MARKERS.size()) {
      throw new IllegalArgumentException("vocabulary " + vocabularySize + ": expected 4 or more");
    }
  }

  /**
   * Reads a shape in words; it is masked, with sigmoid gates.
   *
   * @throws IllegalArgumentException if it is not of the {@link #FORM}
   */
  public static ModelShape parse(String shape) {
    if (shape.equals("tutorial")) {
      return TUTORIAL;
    }
    List<Integer> sizes = new ArrayList<>();
    for (String size : shape.split(",", -1)) {
      sizes.add(Integer.valueOf(size.strip()));
    }
    if (sizes.size() < LEAST_NUMBERS) {
      throw new IllegalArgumentException(sizes.size() + " numbers");
    }
    int last = sizes.size() - 1;
    return of(sizes.get(0), sizes.get(1), sizes.subList(2, last), sizes.get(last));
  }

  /**
   * A bundle of this shape.
   *
   * <p>The most frequent words of the reviews become the vocabulary, so that words are as frequent
   * as in life; made-up words that no review has fill it up.
   *
   * @param options reviews, their length (200 where it is left open) and the seed
   */
  public ModelBundle bundle(EngineBenchOptions options) {
    Integer length = options.length();
    TextSettings text =
        new TextSettings(
            KerasTokenizer.ID,
            vocabularySize,
            SequenceEncoder.Unlisted.UNKNOWN,
            Truncation.atEnd(length == null ? TUTORIAL_LENGTH : length));
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT_VERSION,
            "random-weights",
            "1",
            "1970-01-01T00:00:00Z",
            text,
            architecture,
            1,
            new Provenance("none", "none", "none", options.seed(), "none", "none", "", Map.of()),
            Map.of());
    Histogram none = Histogram.of(new double[0], 0.5);
    return ModelBundle.of(
        manifest,
        vocabulary(options.texts(), Tokenizer.byId(text.tokenizer())),
        weights(options.seed()),
        List.of(),
        new ReferenceDistributions(none, none, none),
        "Random weights, to measure with.\n");
  }

  private Vocabulary vocabulary(List<String> texts, Tokenizer tokenizer) {
    VocabularyBuilder builder = new VocabularyBuilder();
    texts.forEach(text -> builder.add(tokenizer.tokenize(text)));
    for (int i = 0; i < vocabularySize; i++) {
      String word = "no word " + i; // words have no spaces
      builder.add(List.of(new Token(word, 0, word.length())));
    }
    return builder.build(vocabularySize, 1);
  }

  /** Uniform, small enough that no activation saturates. */
  private Map<String, Tensor> weights(long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(architecture, vocabularySize)
        .forEach(
            (name, sizes) -> {
              float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
              double limit = Math.sqrt(3.0 / sizes.get(sizes.size() - 1));
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (limit * (2 * random.nextDouble() - 1));
              }
              weights.put(name, new Tensor(sizes, values));
            });
    return weights;
  }
}
