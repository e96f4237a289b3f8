package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sentiment.streams.ReviewEncoder;
import sentiment.streams.StreamSettings;

class ReviewRoundsTest {

  private final ReviewEncoder encoder =
      ReviewEncoder.of(StreamSettings.of(Map.of(), Map.of(), Map.of()));
  private final List<DemoReview> reviews =
      List.of(new DemoReview("a", "x", "", null), new DemoReview("b", "y", "", null));

  @Test
  void shouldEndAfterOneRound() {
    assertThat(ids(ReviewRounds.of(reviews, List.of(), encoder, false), 9))
        .containsExactly("a", "b");
  }

  @Test
  void shouldGiveEachRoundItsOwnIdsAndTheBrokenRecordsToo() {
    List<DemoRecord> broken =
        List.of(new DemoRecord(new DemoReview("none", "", "", null), () -> null));
    assertThat(ids(ReviewRounds.of(reviews, broken, encoder, true), 7))
        .containsExactly("a", "none", "b", "a-2", "none", "b-2", "a-3");
  }

  private static List<String> ids(Iterator<DemoRecord> records, int limit) {
    List<String> ids = new ArrayList<>();
    while (records.hasNext() && ids.size() < limit) {
      ids.add(records.next().review().id());
    }
    return ids;
  }
}
