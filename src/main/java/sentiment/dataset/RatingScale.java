package sentiment.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scale of ratings such as one to five stars. The lower third of the scale is negative, the upper
 * third positive, what lies between is neutral: of 1 to 5 only 3 is neutral; of 1 to 10 it is 5 and
 * 6, as in the IMDB data set.
 *
 * @param lowest the worst rating
 * @param highest the best rating, above {@code lowest}
 */
public record RatingScale(int lowest, int highest) {

  private static final Pattern FORM = Pattern.compile("(-?\\d{1,6})(?:-|\\.\\.)(-?\\d{1,6})");

  public RatingScale {
    if (lowest >= highest) {
      throw new IllegalArgumentException(
          "rating scale %d to %d: expected the lowest rating first".formatted(lowest, highest));
    }
  }

  /**
   * Reads {@code 1-5} or {@code 1..5}.
   *
   * @throws IllegalArgumentException in one line if the text has another form
   */
  public static RatingScale parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "rating scale '" + text + "': expected lowest-highest, such as 1-5");
    }
    return new RatingScale(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  boolean contains(double rating) {
    return rating >= lowest && rating <= highest;
  }

  boolean isPositive(double rating) {
    return 3 * (rating - lowest) >= 2.0 * (highest - lowest);
  }

  boolean isNegative(double rating) {
    return 3 * (rating - lowest) <= highest - lowest;
  }

  @Override
  public String toString() {
    return lowest + "-" + highest;
  }
}
