package sentiment.scoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The JSON form of a result: one object on one line, with the field names of the Avro schema. */
public final class ReviewScoreJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ReviewScoreJson() {}

  /** A score's fields, or {@code review_id}, {@code rejected} and {@code detail}. */
  public static String write(ScoringResult result) {
    return write(
        JsonFields.Numbers.EXACT,
        json -> {
          if (result instanceof ReviewScore score) {
            json.score(score);
          } else if (result instanceof Rejection rejection) {
            json.rejection(rejection);
          }
        });
  }

  /** A score's fields with every word, and what else there is to say. */
  public static String write(DetailedScore detailed) {
    return write(JsonFields.Numbers.EXACT, json -> json.detail(detailed));
  }

  /**
   * The same and how it was explained: {@code method}, {@code completeness_gap} (null where a
   * method has none), {@code turned_without} (places in the text) and {@code turned_probability}.
   */
  public static String write(ExplainedScore explained) {
    return write(JsonFields.Numbers.EXACT, json -> json.explained(explained));
  }

  /** The same for eyes: with {@code end_to_end_ms}, and numbers of six digits. */
  public static String writeEvent(DetailedScore detailed, Duration endToEnd) {
    return write(
        JsonFields.Numbers.SHORT,
        json -> {
          json.detail(detailed);
          json.number("end_to_end_ms", endToEnd.toMillis());
        });
  }

  private interface Content {
    void writeTo(JsonFields json) throws IOException;
  }

  private static String write(JsonFields.Numbers numbers, Content content) {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      content.writeTo(new JsonFields(json, numbers));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer never fails", e);
    }
    return line.toString();
  }
}
