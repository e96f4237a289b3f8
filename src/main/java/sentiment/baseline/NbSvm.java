package sentiment.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.evaluation.JudgedReview;
import sentiment.text.ReviewTokenizer;
import sentiment.text.Token;
import sentiment.text.Tokenizer;
import sentiment.text.Vocabulary;
import sentiment.text.VocabularyBuilder;

/**
 * Logistic regression on the runs of one to three words that a review has, each weighted by its
 * log-count ratio (NB-SVM, Wang and Manning 2012, with the logistic loss as in Mesnil et al. 2014).
 * Nothing in it is random: the same reviews give the same model. Immutable; safe for use by several
 * threads.
 */
public final class NbSvm {

  private static final double PRECISION = 0.01;

  private final Weights weights;
  private final Tokenizer tokenizer;
  private final Ngrams ngrams;

  NbSvm(Weights weights) {
    this.weights = weights;
    this.tokenizer = Tokenizer.byId(weights.tokenizer());
    this.ngrams = new Ngrams(tokenizer, weights.vocabulary(), weights.longest());
  }

  /**
   * Fits a model; about 600 MB of memory for 25,000 reviews of 230 words.
   *
   * @param reviews of both classes
   */
  public static NbSvm fit(List<LabelledReview> reviews, NbSvmSettings settings) {
    Linear.disableDebugOutput();
    Tokenizer tokenizer = new ReviewTokenizer();
    VocabularyBuilder builder = new VocabularyBuilder();
    reviews.forEach(review -> builder.add(tokenizer.tokenize(review.text())));
    Vocabulary vocabulary = builder.build(Ngrams.MOST_WORDS, settings.minReviews());
    Ngrams ngrams = new Ngrams(tokenizer, vocabulary, settings.longest());
    List<long[]> found = reviews.parallelStream().map(review -> ngrams.of(review.text())).toList();
    LogCountRatios ratios =
        LogCountRatios.of(found, reviews.stream().map(LabelledReview::positive).toList(), settings);
    Problem problem = new Problem();
    problem.l = reviews.size();
    problem.n = ratios.runs().length + 1;
    problem.x =
        found.parallelStream()
            .map(runs -> features(ratios, ratios.row(runs)))
            .toArray(Feature[][]::new);
    problem.y = reviews.stream().mapToDouble(review -> review.positive() ? 1 : -1).toArray();
    Model model =
        Linear.train(problem, new Parameter(SolverType.L2R_LR, settings.cost(), PRECISION));
    return new NbSvm(weights(model, vocabulary, settings.longest(), ratios));
  }

  /** The review's runs, numbered from 1, and behind them the bias. */
  private static Feature[] features(LogCountRatios ratios, LogCountRatios.Row row) {
    Feature[] features = new Feature[row.at().length + 1];
    for (int i = 0; i < row.at().length; i++) {
      int at = row.at()[i];
      features[i] = new FeatureNode(at + 1, ratios.ratios()[at] * row.scale());
    }
    features[row.at().length] = new FeatureNode(ratios.runs().length + 1, 1);
    return features;
  }

  private static Weights weights(
      Model model, Vocabulary vocabulary, int longest, LogCountRatios ratios) {
    double[] learned = model.getFeatureWeights();
    int sign = model.getLabels()[0] == 1 ? 1 : -1;
    float[] products = new float[ratios.runs().length];
    for (int i = 0; i < products.length; i++) {
      products[i] = (float) (sign * learned[i] * ratios.ratios()[i]);
    }
    return new Weights(
        "nbsvm",
        ReviewTokenizer.ID,
        vocabulary,
        longest,
        ratios,
        products,
        sign * learned[products.length],
        1);
  }

  /** Log-odds that the review is positive; the bias alone for a text without any known word. */
  public double logit(String review) {
    LogCountRatios.Row row = weights.ratios().row(ngrams.of(review));
    double sum = 0;
    for (int at : row.at()) {
      sum += weights.products()[at];
    }
    return (sum * row.scale() + weights.bias()) / weights.temperature();
  }

  /** The {@link #logit} of each review, in order, on all cores. */
  public double[] logits(List<LabelledReview> reviews) {
    return reviews.parallelStream().mapToDouble(review -> logit(review.text())).toArray();
  }

  /**
   * The same model, calibrated.
   *
   * @param temperature divides the logits
   * @param about where the model comes from, one line for people
   */
  NbSvm finished(double temperature, String about) {
    return new NbSvm(weights.finished(temperature, about));
  }

  /** Where the model comes from, one line for people. */
  public String about() {
    return weights.about();
  }

  /** How many runs of words it knows. */
  public int size() {
    return weights.products().length;
  }

  /** Judges reviews one by one, in order. */
  public List<JudgedReview> judge(List<LabelledReview> reviews) {
    return reviews.parallelStream().map(this::judge).toList();
  }

  private JudgedReview judge(LabelledReview review) {
    List<Token> words = tokenizer.tokenize(review.text());
    long unknown =
        words.stream().filter(word -> weights.vocabulary().id(word.text()).isEmpty()).count();
    return new JudgedReview(
        review.positive(),
        logit(review.text()),
        words.size(),
        (double) unknown / Math.max(1, words.size()),
        review.group());
  }

  /** Writes the file that {@link #read} reads. */
  public void write(Path file) throws IOException {
    weights.write(file);
  }

  /** Whether a file is one that {@link #write} wrote, by its first bytes. */
  public static boolean isModel(Path file) throws IOException {
    return Weights.isFile(file);
  }

  /**
   * Reads a model.
   *
   * @throws sentiment.model.InvalidBundleException if the file is damaged
   */
  public static NbSvm read(Path file) throws IOException {
    return new NbSvm(Weights.read(file));
  }
}
