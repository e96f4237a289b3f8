package sentiment.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedReviewTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "1, 1, true",
    "1, 2, false",
    "2, 8, true",
    "2, 9, false",
    "25, 100, true",
    "24, 100, false"
  })
  void shouldDoubtTheLanguageFromAQuarterOfUnknownWordsOn(int unknown, int read, boolean doubt) {
    assertThat(EncodedReview.maybeForeign(unknown, read)).isEqualTo(doubt);
  }
}
