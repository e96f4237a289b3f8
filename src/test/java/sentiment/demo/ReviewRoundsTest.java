package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  @Test
  void shouldMakeEachRecordWhenItIsAskedFor() {
    AtomicInteger asked = new AtomicInteger();
    List<DemoReview> many =
        new AbstractList<>() {
          @Override
          public DemoReview get(int index) {
            asked.incrementAndGet();
            return new DemoReview("r" + index, "x", "", null);
          }

          @Override
          public int size() {
            return 1000;
          }
        };
    assertThat(ids(ReviewRounds.of(many, BrokenRecords.all(), encoder, true), 3))
        .containsExactly("r0", "r1", "r2");
    assertThat(asked).hasValueBetween(3, 4);
  }

  @Test
  @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldEndWhenThereIsNothingToRepeat() {
    assertThat(ReviewRounds.of(List.of(), List.of(), encoder, true)).isExhausted();
  }

  private static List<String> ids(Iterator<DemoRecord> records, int limit) {
    List<String> ids = new ArrayList<>();
    while (records.hasNext() && ids.size() < limit) {
      ids.add(records.next().review().id());
    }
    return ids;
  }
}
