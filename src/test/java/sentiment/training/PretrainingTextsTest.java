package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;

class PretrainingTextsTest {

  @Test
  void shouldLeaveOutWhatIsJudgedByAndWhatIsThere() {
    Split split = new Split(List.of(review("a"), review("a"), review("t")), List.of(review("v")));
    ReviewDataset data =
        new ReviewDataset(
            "d",
            List.of(review("a"), review("a"), review("t"), review("v")),
            List.of(review("t"), review("u")),
            List.of("x", "v", "u", "a", "x", "y"),
            "0",
            0,
            0);
    PretrainingTexts texts = PretrainingTexts.of(data, split);
    assertThat(texts.all()).containsExactly("a", "x", "y");
    assertThat(texts.unlabelled()).containsExactly("x", "y");
  }

  private static LabelledReview review(String text) {
    return new LabelledReview(text, text, true, null);
  }
}
