package sentiment.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sentiment.text.ReviewTokenizer;
import sentiment.text.Vocabulary;

class NgramsTest {

  private static final Vocabulary WORDS =
      Vocabulary.of(List.of("<pad>", "<start>", "<unknown>", "not", "good", "film"));

  @Test
  void shouldFindEachRunOnce() {
    // 3 words, 2 pairs, 1 triple; the second "good" adds "film good" and "good film good" only
    assertThat(runs("not good film")).hasSize(6).doesNotHaveDuplicates().isSorted();
    assertThat(runs("not good film good")).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellRunsApartByOrder() {
    assertThat(runs("good film")).isNotEqualTo(runs("film good"));
  }

  @Test
  void shouldEndRunsAtWordsThatAreNotListed() {
    assertThat(runs("good unheard film"))
        .containsExactlyInAnyOrder(runs("good")[0], runs("film")[0]);
  }

  private static long[] runs(String review) {
    return new Ngrams(new ReviewTokenizer(), WORDS, 3).of(review);
  }
}
