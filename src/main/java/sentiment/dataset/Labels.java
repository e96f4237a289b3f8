package sentiment.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a table's label column says. */
final class Labels {

  enum Label {
    POSITIVE,
    NEGATIVE,
    NEUTRAL,
    UNKNOWN
  }

  /** A value longer than this may be a review in the wrong column, which no message may quote. */
  private static final int LONGEST_QUOTED = 12;

  private final @Nullable RatingScale ratings;

  Labels(@Nullable RatingScale ratings) {
    this.ratings = ratings;
  }

  Label parse(String value) {
    String label = value.strip();
    return ratings == null ? parseLabel(label) : parseRating(label, ratings);
  }

  /** What {@link #parse} understands and what it found, for an error message. */
  String expected(String value) {
    String label = value.strip();
    String shown =
        label.length() > LONGEST_QUOTED || label.chars().anyMatch(Character::isISOControl)
            ? "of " + label.length() + " characters"
            : "'" + label + "'";
    String known =
        ratings == null
            ? "positive or negative (pos/neg, 1/0, true/false), or a rating scale to be given"
            : "a rating of " + ratings;
    return "label " + shown + ": expected " + known;
  }

  private static Label parseLabel(String label) {
    return switch (label.toLowerCase(Locale.ROOT)) {
      case "positive", "pos", "1", "true" -> Label.POSITIVE;
      case "negative", "neg", "0", "false" -> Label.NEGATIVE;
      default -> Label.UNKNOWN;
    };
  }

  private static Label parseRating(String label, RatingScale ratings) {
    double rating;
    try {
      rating = Double.parseDouble(label);
    } catch (NumberFormatException e) {
      return Label.UNKNOWN;
    }
    if (!ratings.contains(rating)) {
      return Label.UNKNOWN;
    }
    if (ratings.isPositive(rating)) {
      return Label.POSITIVE;
    }
    return ratings.isNegative(rating) ? Label.NEGATIVE : Label.NEUTRAL;
  }
}
