package sentiment.training;

import java.util.List;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Split;
import sentiment.model.ModelManifest.Provenance;

/**
 * How long the classifier learns and by what it is judged.
 *
 * @param epochs upper bound of passes over the training reviews
 * @param patience epochs without a smaller validation loss after which training stops
 * @param keepBest whether the weights of the smallest validation loss are kept, else the last ones
 * @param balanced whether positive and negative reviews count the same, however many there are
 * @param validationShare share of the training reviews held back
 * @param groupedSplit whether reviews of one film stay on one side; else Keras' split, the end of
 *     the shuffled list
 * @param calibrated whether a temperature is fitted on the validation reviews
 * @param adaptive whether all that {@link Fitting} changes follows the number of reviews when there
 *     are few
 */
public record Course(
    int epochs,
    int patience,
    boolean keepBest,
    boolean balanced,
    double validationShare,
    boolean groupedSplit,
    boolean calibrated,
    boolean adaptive) {

  public Course {
    Check.that(epochs >= 1, "epochs", epochs, "1 or more");
    Check.that(patience >= 1, "patience", patience, "1 or more");
    Check.that(
        validationShare > 0 && validationShare < 1,
        "validation_share",
        validationShare,
        "a number above 0 and below 1");
  }

  /**
   * Holds labelled reviews back for validation.
   *
   * @throws sentiment.dataset.InvalidDataException if there are too few
   */
  public Split split(List<LabelledReview> reviews) {
    return groupedSplit
        ? Split.of(reviews, validationShare, Split.SEED)
        : Split.last(Split.shuffled(reviews, Split.SEED), validationShare);
  }

  /** The rule by which {@link #split} holds reviews back. */
  String splitRule() {
    return "share %s %s, seed %d"
        .formatted(validationShare, groupedSplit ? "by group" : "at the end", Split.SEED);
  }

  /** Tells which reviews a split that was made so holds back. */
  public String heldBack(Split split) {
    return splitRule() + ", texts " + split.validationDigest();
  }

  /**
   * Whether a model learned from labels that are held back here: it was trained on the same data,
   * and does not say that it held the same texts back.
   *
   * @param by its training
   * @param dataSha256 of the data here
   */
  public boolean knows(Provenance by, String dataSha256, Split split) {
    return by.dataSha256().equals(dataSha256) && !by.split().equals(heldBack(split));
  }

  /** The same with other bounds of its length and another share held back. */
  Course with(int newEpochs, int newPatience, double newShare) {
    return new Course(
        newEpochs, newPatience, keepBest, balanced, newShare, groupedSplit, calibrated, adaptive);
  }
}
