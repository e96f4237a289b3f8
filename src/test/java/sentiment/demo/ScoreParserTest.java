package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import sentiment.explain.WordContribution;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ReviewScoreJson;

class ScoreParserTest {

  private final ScoreParser parser = new ScoreParser();

  @Test
  void shouldReadWhatTheScorerWrites() throws IOException {
    ReviewScore score = Scores.score(0.75, new WordContribution("“café”", 3, 9, 0.125, -0.0625));

    assertThat(parser.parse(ReviewScoreJson.write(score).getBytes(UTF_8))).isEqualTo(score);
  }

  @Test
  void shouldRefuseWhatIsNoScore() {
    for (String value : new String[] {"", "{}", "[]", "nonsense", "{\"model\":3}"}) {
      assertThatThrownBy(() -> parser.parse(value.getBytes(UTF_8)))
          .as(value)
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> parser.parse(null)).isInstanceOf(IOException.class);
  }
}
