package sentiment.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import sentiment.kernel.GateActivation;
import sentiment.text.KerasTokenizer;
import sentiment.text.ReviewTokenizer;
import sentiment.text.SequenceEncoder;
import sentiment.text.Truncation;
import sentiment.text.Vocabulary;

/** Small bundles with random weights, valid in every respect. */
public final class TestBundles {

  private TestBundles() {}

  /** Masked, sigmoid gates, review tokenizer, up to 8 + 8 ids. */
  public static ModelBundle tiny() {
    return tiny(1.5);
  }

  /** The same, less or more sure of itself. */
  public static ModelBundle tiny(double temperature) {
    return bundle(
        ReviewTokenizer.ID,
        SequenceEncoder.Unlisted.UNKNOWN,
        new Truncation(8, 8),
        new Architecture(6, List.of(5, 7), 4, GateActivation.SIGMOID, true),
        temperature,
        vocabulary(20));
  }

  /** As the tutorial's model: no mask, relu gates, Keras' tokenizer, 12 ids. */
  public static ModelBundle tinyTutorial() {
    return bundle(
        KerasTokenizer.ID,
        SequenceEncoder.Unlisted.SKIP,
        Truncation.atEnd(12),
        new Architecture(4, List.of(3, 3), 2, GateActivation.RELU, false),
        1,
        vocabulary(20));
  }

  /** As {@link #tiny}, but its golden reviews are another model's. */
  public static ModelBundle lying() {
    ModelBundle honest = tiny();
    GoldenReview golden = golden(honest, "The film is good");
    double wrong = golden.probability() > 0.5 ? 0.1 : 0.9;
    return ModelBundle.of(
        honest.manifest(),
        vocabulary(20),
        weights(honest.manifest().architecture(), honest.manifest().text().vocabularySize()),
        List.of(new GoldenReview(golden.text(), wrong, golden.attention())),
        honest.reference(),
        "# lying\n");
  }

  private static Vocabulary vocabulary(int size) {
    List<String> words = new ArrayList<>(Vocabulary.MARKERS);
    List<String> known =
        List.of("the", "good", "bad", "film", "not", "very", "great", "awful", "a", "it");
    for (int i = words.size(); i < size; i++) {
      words.add(i - 3 < known.size() ? known.get(i - 3) : "word" + i);
    }
    return Vocabulary.of(words);
  }

  private static ModelBundle bundle(
      String tokenizer,
      SequenceEncoder.Unlisted unlisted,
      Truncation truncation,
      Architecture architecture,
      double temperature,
      Vocabulary vocabulary) {
    int size = vocabulary.size() - 4; // the rarest words are listed and unknown
    Map<String, Tensor> weights = weights(architecture, size);
    Histogram histogram = Histogram.of(new double[] {0.1, 0.9}, 0.5);
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT_VERSION,
            "tiny",
            "1",
            "2026-01-01T00:00:00Z",
            new ModelManifest.TextSettings(tokenizer, size, unlisted, truncation),
            architecture,
            temperature,
            new ModelManifest.Provenance(
                "none", "0", "test", 42, "0", "0", "", Map.of("accuracy", 0.5)),
            Map.of());
    ReferenceDistributions reference = new ReferenceDistributions(histogram, histogram, histogram);
    ModelBundle bare =
        ModelBundle.of(manifest, vocabulary, weights, List.of(), reference, "# tiny\n");
    List<GoldenReview> golden =
        List.of(golden(bare, "The film is good"), golden(bare, "a very bad film, not good at all"));
    return ModelBundle.of(manifest, vocabulary, weights, golden, reference, "# tiny\n");
  }

  private static Map<String, Tensor> weights(Architecture architecture, int vocabularySize) {
    Random random = new Random(42);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(architecture, vocabularySize)
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.5f;
              }
              weights.put(name, new Tensor(shape, values));
            });
    return weights;
  }

  private static GoldenReview golden(ModelBundle bundle, String text) {
    Prediction prediction =
        bundle.model().session().predict(List.of(bundle.encoder().encode(text).ids())).get(0);
    List<Double> attention = new ArrayList<>();
    for (int i = 0; i < prediction.positions(); i++) {
      attention.add(prediction.attention(i));
    }
    return new GoldenReview(text, prediction.probability(), attention);
  }
}
