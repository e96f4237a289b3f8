package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import org.assertj.core.util.Lists;
import org.junit.jupiter.api.Test;
import sentiment.dataset.InvalidDataException;
import sentiment.demo.DemoReview;

class ReviewLinesTest {

  @Test
  void shouldTakeALineForAText() {
    assertThat(read("good\n\nbad", false))
        .containsExactly(review("1", "good"), review("2", ""), review("3", "bad"));
  }

  @Test
  void shouldTakeIdsFromObjectsThatHaveThem() {
    assertThat(
            read(
                """
                {"review_id":"a","id":"b","text":"one"}
                {"id":7,"text":"two"}
                {"text":"three"}
                """,
                true))
        .containsExactly(review("a", "one"), review("7", "two"), review("3", "three"));
  }

  @Test
  void shouldNameTheLineThatIsNoReviewButNotQuoteIt() {
    Iterator<DemoReview> lines =
        new ReviewLines(new BufferedReader(new StringReader("{\"text\":\"a\"}\nsecret")), true)
            .iterator();
    lines.next();
    assertThatThrownBy(lines::next)
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("standard input, line 2: expected a JSON object with a string \"text\"");
  }

  private static List<DemoReview> read(String input, boolean json) {
    return Lists.newArrayList(
        new ReviewLines(new BufferedReader(new StringReader(input)), json).iterator());
  }

  private static DemoReview review(String id, String text) {
    return new DemoReview(id, text, "", null);
  }
}
