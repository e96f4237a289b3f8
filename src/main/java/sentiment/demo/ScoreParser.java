package sentiment.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.scoring.Label;
import sentiment.scoring.ReviewScore;

/** Reads scores from their JSON form, the counterpart of {@code ReviewScoreJson}. */
final class ScoreParser {

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Reads one score.
   *
   * @throws IOException when the value is no score
   */
  ReviewScore parse(byte @Nullable [] value) throws IOException {
    if (value == null) {
      throw new IOException("no score: null value");
    }
    try {
      JsonNode score = json.readTree(value);
      JsonNode model = score.required("model");
      return new ReviewScore(
          score.required("review_id").asText(),
          Label.valueOf(score.required("label").asText()),
          score.required("probability").asDouble(),
          score.required("logit").asDouble(),
          score.required("bias").asDouble(),
          words(score.required("words")),
          score.required("attention_covered").asDouble(),
          score.required("tokens").asInt(),
          score.required("tokens_used").asInt(),
          score.required("tokens_unknown").asInt(),
          new ModelId(
              model.required("name").asText(),
              model.required("version").asText(),
              model.required("sha256").asText()),
          Instant.ofEpochMilli(score.required("scored_at").asLong()));
    } catch (IllegalArgumentException e) {
      throw new IOException("no score: " + e.getMessage(), e);
    }
  }

  private static List<WordContribution> words(JsonNode array) {
    List<WordContribution> words = new ArrayList<>(array.size());
    for (JsonNode word : array) {
      words.add(
          new WordContribution(
              word.required("text").asText(),
              word.required("start").asInt(),
              word.required("end").asInt(),
              word.required("attention").asDouble(),
              word.required("contribution").asDouble()));
    }
    return words;
  }
}
