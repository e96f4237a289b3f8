package sentiment.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.Labels.Label;

/** Collects the rows of a table, whatever its format: one rule for what a usable row is. */
final class ReviewRows {

  /** Usual names of the column that holds the review, the most telling first. */
  static final List<String> TEXT_NAMES =
      List.of("text", "review", "comment", "review_text", "content", "sentence", "body");

  /** Usual names of the column that holds the label, the most telling first. */
  static final List<String> LABEL_NAMES =
      List.of("label", "sentiment", "polarity", "class", "rating", "stars", "score");

  private final String file;
  private final Labels labels;
  private final BrokenRows broken;
  private final List<LabelledReview> reviews = new ArrayList<>();
  private int neutral;

  ReviewRows(String file, DatasetOptions options) {
    this.file = file;
    this.labels = new Labels(options.ratings());
    this.broken = new BrokenRows(file, options.skipBad());
  }

  /**
   * Takes a row.
   *
   * @param line number of the row's first line, from 1
   * @param text null if the row has none
   * @param label null if the row has none
   */
  void add(long line, @Nullable String text, @Nullable String label, @Nullable String group) {
    if (text == null || text.isBlank()) {
      addBroken(line, "no text, expected a review");
    } else if (label == null) {
      addBroken(line, "no label, expected one");
    } else {
      add(line, text, label, group, labels.parse(label));
    }
  }

  private void add(long line, String text, String label, @Nullable String group, Label parsed) {
    switch (parsed) {
      case UNKNOWN -> addBroken(line, labels.expected(label));
      case NEUTRAL -> neutral++;
      case POSITIVE, NEGATIVE -> {
        String known = group == null || group.isBlank() ? null : group;
        reviews.add(new LabelledReview(file + ":" + line, text, parsed == Label.POSITIVE, known));
      }
    }
  }

  void addBroken(long line, String reason) {
    broken.add("line " + line, reason);
  }

  /** An error that skipping rows can't mend, for what follows in the file can't be trusted. */
  InvalidDataException fatal(long line, String reason) {
    return new InvalidDataException(file + ": line " + line + ": " + reason);
  }

  boolean isLabel(String value) {
    return labels.parse(value) != Label.UNKNOWN;
  }

  ReviewDataset toDataset(String sha256) {
    return new ReviewDataset(file, reviews, List.of(), sha256, broken.skipped(), neutral);
  }
}
