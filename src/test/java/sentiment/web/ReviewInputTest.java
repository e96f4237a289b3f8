package sentiment.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewInputTest {

  @Test
  void shouldReadReviews() throws Exception {
    assertThat(ReviewInput.readOne(bytes("{\"text\":\"na\u00efve \\u0000\"}")))
        .isEqualTo(new ReviewInput("1", "na\u00efve \0"));
    assertThat(ReviewInput.readOne(bytes(" {\"review_id\":\"a\",\"text\":\"\"} ")))
        .isEqualTo(new ReviewInput("a", ""));
    assertThat(
            ReviewInput.readMany(
                bytes("{\"reviews\":[{\"text\":\"x\"},{\"text\":\"y\",\"review_id\":\"b\"}]}")))
        .containsExactly(new ReviewInput("1", "x"), new ReviewInput("b", "y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                           | expected an object {"text":"...","review_id":"..."}, the latter optional
          []                           | expected an object {"text":"...","review_id":"..."}, the latter optional
          "secret"                     | expected an object {"text":"...","review_id":"..."}, the latter optional
          {}                           | text is missing: expected an object {"text":"...","review_id":"..."}, the latter optional
          {"text":null}                | text: expected a string
          {"text":["secret"]}          | text: expected a string
          {"text":"a","review_id":7}   | review_id: expected a string
          {"text":"a","txet":"secret"} | unknown field 'txet': expected an object {"text":"...","review_id":"..."}, the latter optional
          {"text":"a","text":"secret"} | a field comes twice at line 1, column N
          {"text":"secret"             | broken JSON at line 1, column N
          {"text":secret}              | broken JSON at line 1, column N
          {"text":"a"} {"text":"b"}    | expected nothing behind the JSON object
          """)
  void shouldSayWhatIsWrongWithoutTheText(String body, String message) {
    assertThatThrownBy(() -> ReviewInput.readOne(bytes(body)))
        .isInstanceOf(InvalidRequestException.class)
        .extracting(e -> e.getMessage().replaceAll("column \\d+", "column N"))
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"reviews":[]}                         | expected an object {"reviews":[{"text":"..."},...]} with 1 to 1000 reviews
          {"reviews":"x"}                        | reviews: expected an array
          {"text":"x"}                           | unknown field 'text': expected an object {"reviews":[{"text":"..."},...]} with 1 to 1000 reviews
          {"reviews":[{"text":"x"},{"text":1}]}  | reviews[1]: text: expected a string
          {"reviews":[{"text":"x"},"secret"]}    | reviews[1]: expected an object {"text":"...","review_id":"..."}, the latter optional
          {"reviews":[{"text":"x","id":"a"}]}    | reviews[0]: unknown field 'id': expected an object {"text":"...","review_id":"..."}, the latter optional
          """)
  void shouldSayWhichReviewIsWrong(String body, String message) {
    assertThatThrownBy(() -> ReviewInput.readMany(bytes(body)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(message);
  }

  @Test
  void shouldBoundReviewsNestingAndNames() {
    String review = "{\"text\":\"x\"},";
    String many = "{\"reviews\":[" + review.repeat(1000) + "{\"text\":\"x\"}]}";
    assertThatThrownBy(() -> ReviewInput.readMany(bytes(many)))
        .hasMessage("reviews: expected 1 to 1000 of them, not more");
    assertThatThrownBy(() -> ReviewInput.readOne(bytes("{\"text\":" + "[".repeat(1_000_000))))
        .hasMessage("text: expected a string");
    assertThatThrownBy(() -> ReviewInput.readOne(bytes("{\"" + "n".repeat(1000) + "\":1}")))
        .hasMessageStartingWith("unknown field '" + "n".repeat(40) + "...'");
  }

  @Test
  void shouldReadNothingButUtf8() {
    for (String bad : List.of("\u00e9", "\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080")) {
      byte[] body = ("{\"text\":\"" + bad + "\"}").getBytes(ISO_8859_1);
      assertThatThrownBy(() -> ReviewInput.readOne(body))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("expected JSON in UTF-8, not these bytes");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
