package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

class LedgerTest {

  private static final Rejection REJECTED = new Rejection("", RejectionReason.EMPTY_TEXT, "");

  private final Ledger ledger = new Ledger(List.of("a", "b", "c"));

  @Test
  void shouldBeContentWithOneResultEach() {
    ledger.note("b", Scores.score(0.9));
    ledger.note("a", REJECTED);
    assertThat(ledger.outstanding()).isEqualTo(1);
    ledger.note("c", Scores.score(0.1));

    assertThat(ledger.outstanding()).isZero();
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void shouldNameWhatIsMissing() {
    ledger.note("b", Scores.score(0.9));

    assertThat(ledger.violations()).containsExactly("missing: 2 of 3 reviews: a, c");
    assertThat(ledger.outstanding()).isEqualTo(2);
  }

  @Test
  void shouldNameWhatCameOutTwice() {
    for (String id : List.of("a", "b", "c", "b")) {
      ledger.note(id, Scores.score(0.9));
    }

    assertThat(ledger.violations())
        .containsExactly("doubled: 1 of 3 reviews: b (2 x scored, 0 x rejected)");
  }

  @Test
  void shouldNameWhatCameOutOnBothTopics() {
    for (String id : List.of("a", "b", "c")) {
      ledger.note(id, Scores.score(0.9));
    }
    ledger.note("c", REJECTED);

    assertThat(ledger.violations())
        .containsExactly("doubled: 1 of 3 reviews: c (1 x scored, 1 x rejected)");
  }

  @Test
  void shouldNotLetADoubleHideAMissingOne() {
    for (String id : List.of("a", "b", "b")) {
      ledger.note(id, Scores.score(0.9));
    }

    assertThat(ledger.outstanding()).isEqualTo(1);
    assertThat(ledger.violations())
        .containsExactly(
            "missing: 1 of 3 reviews: c", "doubled: 1 of 3 reviews: b (2 x scored, 0 x rejected)");
  }

  @Test
  void shouldIgnoreResultsOfOtherProducers() {
    assertThat(ledger.note("z", Scores.score(0.9))).isFalse();

    assertThat(ledger.outstanding()).isEqualTo(3);
    assertThat(ledger.violations()).containsExactly("missing: 3 of 3 reviews: a, b, c");
  }

  @Test
  void shouldNameTheFirstTenOnly() {
    Ledger many = new Ledger(IntStream.range(0, 11).mapToObj(i -> "r" + i).toList());

    assertThat(many.violations())
        .containsExactly("missing: 11 of 11 reviews: r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, ...");
  }

  @Test
  void shouldRefuseTwoReviewsWithOneId() {
    assertThatThrownBy(() -> new Ledger(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two reviews have the id a");
  }

  @Test
  void shouldNotRepeatEscapesOfAnId() {
    assertThat(new Ledger(List.of("\u001b[2J")).violations())
        .containsExactly("missing: 1 of 1 reviews: \\u001b[2J");
  }
}
