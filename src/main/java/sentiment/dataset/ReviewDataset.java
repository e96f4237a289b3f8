package sentiment.dataset;

import java.util.List;

/**
 * Labelled reviews in the order of their source.
 *
 * @param name file or folder name of the source
 * @param train reviews to learn from, never empty
 * @param test reviews held back by whoever published the data; empty if the source has no such part
 * @param unlabelled texts of unlabelled reviews to pre-train on; empty if the source has none or
 *     they were not asked for. Some may repeat one another, or reviews of the other parts
 * @param sha256 64 hexadecimal digits: of the source file's bytes, or for a folder of the names,
 *     lengths and contents of the files read, in order
 * @param skipped broken rows left out
 * @param neutral rows left out because their rating is neither good nor bad
 */
public record ReviewDataset(
    String name,
    List<LabelledReview> train,
    List<LabelledReview> test,
    List<String> unlabelled,
    String sha256,
    int skipped,
    int neutral) {

  /** With fewer reviews than this, a validation part would hold a handful at most. */
  public static final int FEWEST_FOR_TRAINING = 20;

  /** With fewer of a class, a part that is held back may get none. */
  public static final int FEWEST_OF_A_CLASS = 5;

  public ReviewDataset {
    train = List.copyOf(train);
    test = List.copyOf(test);
    unlabelled = List.copyOf(unlabelled);
  }

  /** Labelled reviews alone. */
  public ReviewDataset(
      String name,
      List<LabelledReview> train,
      List<LabelledReview> test,
      String sha256,
      int skipped,
      int neutral) {
    this(name, train, test, List.of(), sha256, skipped, neutral);
  }

  /**
   * Checks that a classifier can be trained on {@link #train}.
   *
   * @throws InvalidDataException if it has fewer than {@value #FEWEST_FOR_TRAINING} reviews, or
   *     fewer than {@value #FEWEST_OF_A_CLASS} of a class
   */
  public void requireTrainable() {
    long positive = train.stream().filter(LabelledReview::positive).count();
    if (train.size() < FEWEST_FOR_TRAINING) {
      throw new InvalidDataException(
          "%s: %d reviews to train on, expected at least %d"
              .formatted(name, train.size(), FEWEST_FOR_TRAINING));
    }
    if (positive == 0 || positive == train.size()) {
      throw new InvalidDataException(
          "%s: all %d reviews are %s, expected positive and negative ones"
              .formatted(name, train.size(), positive == 0 ? "negative" : "positive"));
    }
    long rarer = Math.min(positive, train.size() - positive);
    if (rarer < FEWEST_OF_A_CLASS) {
      throw new InvalidDataException(
          "%s: %d of %d reviews to train on are %s, expected at least %d of each class"
              .formatted(
                  name,
                  rarer,
                  train.size(),
                  rarer == positive ? "positive" : "negative",
                  FEWEST_OF_A_CLASS));
    }
  }
}
