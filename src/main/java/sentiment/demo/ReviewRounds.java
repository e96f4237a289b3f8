package sentiment.demo;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import sentiment.streams.ReviewEncoder;

/** The same records once, or again and again under other ids. */
public final class ReviewRounds {

  private ReviewRounds() {}

  /**
   * The records of all rounds, each made when it is asked for.
   *
   * @param broken records that are spread between the reviews; they keep their ids
   * @param repeat whether there is always one more round, if there is anything to send; its number
   *     is added to the reviews' ids
   */
  public static Iterator<DemoRecord> of(
      List<DemoReview> reviews, List<DemoRecord> broken, ReviewEncoder encoder, boolean repeat) {
    List<Place> round =
        DemoRecord.mix(
            IntStream.range(0, reviews.size())
                .<Place>mapToObj(i -> n -> DemoRecord.of(named(reviews.get(i), n), encoder, i))
                .toList(),
            broken.stream().<Place>map(record -> n -> record).toList());
    int size = round.size();
    // no flatMap: its iterator makes a whole round at once
    return LongStream.range(0, repeat && size > 0 ? Long.MAX_VALUE : size)
        .mapToObj(i -> round.get((int) (i % size)).record(1 + i / size))
        .iterator();
  }

  private static DemoReview named(DemoReview review, long round) {
    return round == 1
        ? review
        : new DemoReview(
            review.id() + "-" + round, review.text(), review.note(), review.positive());
  }

  /** One place of every round. */
  private interface Place {
    DemoRecord record(long round);
  }
}
