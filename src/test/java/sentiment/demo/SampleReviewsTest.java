package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleReviewsTest {

  private final List<DemoReview> reviews = SampleReviews.load();

  @Test
  void shouldHoldManyReviewsUnderTheirOwnIds() {
    assertThat(reviews).hasSizeGreaterThanOrEqualTo(200);
    assertThat(reviews).extracting(DemoReview::id).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void shouldHoldReviewsOfManyKinds() {
    assertThat(reviews)
        .extracting(DemoReview::note)
        .contains(
            "film", "sarcasm", "other-language", "emoji", "html", "empty", "whitespace", "huge");
    assertThat(reviews).anyMatch(review -> review.text().isEmpty());
    assertThat(reviews).anyMatch(review -> review.text().length() > 100_000);
  }

  @Test
  void shouldLabelBothKindsAboutEquallyOften() {
    long positive = reviews.stream().filter(r -> Boolean.TRUE.equals(r.positive())).count();
    long negative = reviews.stream().filter(r -> Boolean.FALSE.equals(r.positive())).count();

    assertThat(positive).isGreaterThan(90);
    assertThat(negative).isGreaterThan(90);
    assertThat(reviews).anyMatch(review -> review.positive() == null);
  }
}
