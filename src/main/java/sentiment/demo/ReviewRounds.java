package sentiment.demo;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import sentiment.streams.ReviewEncoder;

/** The same records once, or again and again under other ids. */
public final class ReviewRounds {

  private ReviewRounds() {}

  /**
   * The records of all rounds, each made when it is asked for.
   *
   * @param broken records that are spread between the reviews; they keep their ids
   * @param repeat whether there is always one more round; its number is added to the reviews' ids
   */
  public static Iterator<DemoRecord> of(
      List<DemoReview> reviews, List<DemoRecord> broken, ReviewEncoder encoder, boolean repeat) {
    return LongStream.iterate(1, round -> round == 1 || repeat, round -> round + 1)
        .mapToObj(round -> DemoRecord.mix(DemoRecord.of(named(reviews, round), encoder), broken))
        .flatMap(List::stream)
        .iterator();
  }

  private static List<DemoReview> named(List<DemoReview> reviews, long round) {
    return round == 1
        ? reviews
        : reviews.stream()
            .map(r -> new DemoReview(r.id() + "-" + round, r.text(), r.note(), r.positive()))
            .toList();
  }
}
