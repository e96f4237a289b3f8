package sentiment.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record for the input topic.
 *
 * @param review what it says, for the screen; its id is the record's key
 * @param value makes the record's bytes when it is sent, so that they don't all wait in memory
 */
record DemoRecord(DemoReview review, Value value) {

  /** Writes the reviews, each in another format than the one before it. */
  static List<DemoRecord> of(List<DemoReview> reviews) {
    ReviewWriter writer = new ReviewWriter();
    List<DemoRecord> records = new ArrayList<>(reviews.size());
    for (DemoReview review : reviews) {
      int turn = records.size();
      records.add(new DemoRecord(review, () -> writer.write(review, turn)));
    }
    return records;
  }

  /** Spreads the few evenly between the many; the order of each stays. */
  static List<DemoRecord> mix(List<DemoRecord> many, List<DemoRecord> few) {
    List<DemoRecord> mixed = new ArrayList<>(many);
    int stride = many.size() / (few.size() + 1);
    for (int i = few.size() - 1; i >= 0; i--) {
      mixed.add(stride * (i + 1), few.get(i));
    }
    return mixed;
  }

  /** Makes a record's value; null for a record without one. */
  interface Value {
    byte @Nullable [] bytes();
  }
}
