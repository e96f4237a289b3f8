package sentiment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import sentiment.text.SequenceEncoder;
import sentiment.text.Vocabulary;

/**
 * A trained model with all that scoring needs: one zip whose members are checked against the
 * manifest's checksums, shapes included, before anything is scored. Immutable.
 */
public final class ModelBundle {

  private static final String SHIPPED = "/sentiment/model/shipped-bundle.zip";

  private final BundleFile file;
  private final SequenceEncoder encoder;
  private final AttentionModel model;
  private final ModelId id;

  private ModelBundle(BundleFile file) {
    ModelManifest manifest = file.manifest();
    this.file = file;
    this.id = new ModelId(manifest.name(), manifest.version(), file.sha256());
    this.encoder = manifest.text().encoder(file.vocabulary());
    this.model =
        AttentionModel.of(
            manifest.architecture(),
            manifest.text().truncation().length(),
            manifest.temperature(),
            file.weights());
  }

  /**
   * Puts a bundle together.
   *
   * @param manifest its {@code members} are filled in here
   * @param weights as named and shaped by {@link WeightNames}
   * @throws InvalidBundleException if the parts do not fit each other
   */
  public static ModelBundle of(
      ModelManifest manifest,
      Vocabulary vocabulary,
      Map<String, Tensor> weights,
      List<GoldenReview> golden,
      ReferenceDistributions reference,
      String card) {
    return of(manifest, vocabulary, weights, golden, reference, card, TrainingHistory.EMPTY);
  }

  /**
   * Puts a bundle together that also says how its training went.
   *
   * @see #of(ModelManifest, Vocabulary, Map, List, ReferenceDistributions, String)
   */
  public static ModelBundle of(
      ModelManifest manifest,
      Vocabulary vocabulary,
      Map<String, Tensor> weights,
      List<GoldenReview> golden,
      ReferenceDistributions reference,
      String card,
      TrainingHistory history) {
    return new ModelBundle(
        BundleFile.of(manifest, vocabulary, weights, golden, reference, card, history));
  }

  /**
   * Reads and checks a bundle.
   *
   * @throws InvalidBundleException if it is missing, truncated, altered, of a newer format, or of
   *     the wrong shape; one line that says which and why
   */
  public static ModelBundle read(Path path) {
    try {
      return read(path.toString(), Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw new InvalidBundleException("model bundle '" + path + "': no such file");
    } catch (IOException e) {
      throw new InvalidBundleException("model bundle '" + path + "': " + e.getMessage());
    }
  }

  /** The bundle that ships with the program. */
  public static ModelBundle shipped() {
    try (InputStream in = ModelBundle.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new InvalidBundleException("this program was built without its model bundle");
      }
      return read("shipped with the program", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ModelBundle read(String name, byte[] zip) {
    try {
      return new ModelBundle(BundleFile.read(zip));
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException("model bundle '" + name + "': " + e.getMessage());
    }
  }

  /** Writes the zip beside its place and moves it there, so that no reader sees half of it. */
  public void write(Path path) throws IOException {
    file.write(path);
  }

  /** What the bundle says of itself. */
  public ModelManifest manifest() {
    return file.manifest();
  }

  /** Which bundle this is. */
  public ModelId id() {
    return id;
  }

  /** Turns reviews into ids as in training. */
  public SequenceEncoder encoder() {
    return encoder;
  }

  /** The words that the model was trained with; their place is their id. */
  public Vocabulary vocabulary() {
    return file.vocabulary();
  }

  /** The network's weights by their names, to train on from; callers do not write to them. */
  public Map<String, Tensor> weights() {
    return file.weights();
  }

  /** The network. */
  public AttentionModel model() {
    return model;
  }

  /**
   * Positions that the model computes for a review of so many ids; padding counts where it reads
   * it.
   */
  public int positions(int ids) {
    return manifest().architecture().masked() ? ids : Math.max(ids, maxPositions());
  }

  /** The most positions that the model computes for a review. */
  public int maxPositions() {
    return manifest().text().truncation().length();
  }

  /** What held-out reviews looked like to the model. */
  public ReferenceDistributions reference() {
    return file.reference();
  }

  /** How its training went; empty if the bundle does not say. */
  public TrainingHistory history() {
    return file.history();
  }

  /** The model card, Markdown. */
  public String card() {
    return file.card();
  }

  /** Reviews that the model must reproduce. */
  public List<GoldenReview> golden() {
    return file.golden();
  }

  /**
   * Predicts the golden reviews on this machine.
   *
   * @return the largest deviation of a probability or attention weight
   * @throws InvalidBundleException if it is above {@link GoldenReview#TOLERANCE}
   */
  public double verifyGolden() {
    AttentionModel.Session session = model.session();
    double worst = 0;
    for (int i = 0; i < golden().size(); i++) {
      GoldenReview review = golden().get(i);
      Prediction prediction = session.predict(List.of(encoder.encode(review.text()).ids())).get(0);
      double off = deviation(review, prediction);
      if (!(off <= GoldenReview.TOLERANCE)) {
        throw new InvalidBundleException(
            "model bundle '%s': golden review %d is off by %.2g, at most %.0e is accepted"
                .formatted(manifest().name(), i + 1, off, GoldenReview.TOLERANCE));
      }
      worst = Math.max(worst, off);
    }
    return worst;
  }

  private static double deviation(GoldenReview review, Prediction prediction) {
    if (review.attention().size() != prediction.positions()) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = Math.abs(review.probability() - prediction.probability());
    for (int i = 0; i < prediction.positions(); i++) {
      worst = Math.max(worst, Math.abs(review.attention().get(i) - prediction.attention(i)));
    }
    return worst;
  }
}
