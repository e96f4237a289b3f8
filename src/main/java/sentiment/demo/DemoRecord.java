package sentiment.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.streams.ReviewEncoder;

/**
 * A record for the input topic.
 *
 * @param review what it says, for the screen; its id is the record's key
 * @param value makes the record's bytes when it is sent, so that they don't all wait in memory
 */
public record DemoRecord(DemoReview review, Value value) {

  /** Writes the reviews, in turn in the forms that the encoder chooses from. */
  public static List<DemoRecord> of(List<DemoReview> reviews, ReviewEncoder encoder) {
    List<DemoRecord> records = new ArrayList<>(reviews.size());
    for (DemoReview review : reviews) {
      records.add(of(review, encoder, records.size()));
    }
    return records;
  }

  /** Writes a review, in a form that {@code turn} decides on where there is a choice. */
  public static DemoRecord of(DemoReview review, ReviewEncoder encoder, long turn) {
    return new DemoRecord(review, () -> encoder.encode(review.id(), review.text(), turn));
  }

  /** Spreads the few evenly between the many; the order of each stays. */
  static <T> List<T> mix(List<T> many, List<T> few) {
    List<T> mixed = new ArrayList<>(many);
    int stride = many.size() / (few.size() + 1);
    for (int i = few.size() - 1; i >= 0; i--) {
      mixed.add(stride * (i + 1), few.get(i));
    }
    return mixed;
  }

  /** Makes a record's value; null for a record without one. */
  public interface Value {
    byte @Nullable [] bytes();
  }
}
