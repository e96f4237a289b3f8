package sentiment.scoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import sentiment.explain.WordContribution;

/** The JSON form of a result: one object on one line, with the field names of the Avro schema. */
public final class ReviewScoreJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ReviewScoreJson() {}

  /** A score's fields, or {@code review_id}, {@code rejected} and {@code detail}. */
  public static String write(ScoringResult result) {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("review_id", result.reviewId());
      if (result instanceof ReviewScore score) {
        writeScore(json, score);
      } else if (result instanceof Rejection rejection) {
        json.writeStringField("rejected", rejection.reason().name());
        json.writeStringField("detail", rejection.detail());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer never fails", e);
    }
    return line.toString();
  }

  private static void writeScore(JsonGenerator json, ReviewScore score) throws IOException {
    json.writeStringField("label", score.label().name());
    json.writeNumberField("probability", score.probability());
    json.writeNumberField("logit", score.logit());
    json.writeNumberField("bias", score.bias());
    json.writeArrayFieldStart("words");
    for (WordContribution word : score.words()) {
      json.writeStartObject();
      json.writeStringField("text", word.text());
      json.writeNumberField("start", word.start());
      json.writeNumberField("end", word.end());
      json.writeNumberField("attention", word.attention());
      json.writeNumberField("contribution", word.contribution());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("attention_covered", score.attentionCovered());
    json.writeNumberField("tokens", score.tokens());
    json.writeNumberField("tokens_used", score.tokensUsed());
    json.writeNumberField("tokens_unknown", score.tokensUnknown());
    json.writeObjectFieldStart("model");
    json.writeStringField("name", score.model().name());
    json.writeStringField("version", score.model().version());
    json.writeStringField("sha256", score.model().sha256());
    json.writeEndObject();
    json.writeNumberField("scored_at", score.scoredAt().toEpochMilli());
  }
}
