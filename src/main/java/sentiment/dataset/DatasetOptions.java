package sentiment.dataset;

import org.jspecify.annotations.Nullable;

/**
 * How to read reviews from tables; the aclImdb layout heeds the last two alone.
 *
 * @param textColumn name of the column or JSON field that holds the review, or for CSV and TSV its
 *     number from 1; null to find it by one of the usual names
 * @param labelColumn the same for the label
 * @param groupColumn the same for what is reviewed; null for none
 * @param ratings scale of the label column if it holds ratings; null if it holds labels
 * @param skipBad whether a broken row is left out and counted instead of being an error
 * @param unlabelled whether aclImdb's unlabelled reviews are read too
 */
public record DatasetOptions(
    @Nullable String textColumn,
    @Nullable String labelColumn,
    @Nullable String groupColumn,
    @Nullable RatingScale ratings,
    boolean skipBad,
    boolean unlabelled) {

  /** Columns by their usual names, labels, and any broken row is an error. */
  public static final DatasetOptions DEFAULT = new DatasetOptions(null, null, null, null, false);

  /** Labelled reviews alone. */
  public DatasetOptions(
      @Nullable String textColumn,
      @Nullable String labelColumn,
      @Nullable String groupColumn,
      @Nullable RatingScale ratings,
      boolean skipBad) {
    this(textColumn, labelColumn, groupColumn, ratings, skipBad, false);
  }

  /** The same, with unlabelled reviews where the source has some. */
  public DatasetOptions withUnlabelled() {
    return new DatasetOptions(textColumn, labelColumn, groupColumn, ratings, skipBad, true);
  }
}
