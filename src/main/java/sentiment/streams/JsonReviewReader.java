package sentiment.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import sentiment.streams.ReviewDecoder.Fields;
import sentiment.streams.ReviewDecoder.UndecodableException;

/**
 * Reads a review from a JSON object with the field names of {@code schemas/review.avsc}. Fields
 * that scoring does not need may hold anything.
 */
final class JsonReviewReader {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonReviewReader() {}

  /** Reads the one object that the text is. */
  static Fields read(String json) throws UndecodableException {
    try (JsonParser parser = JSON.createParser(json)) {
      return object(parser);
    } catch (JsonProcessingException e) {
      throw new UndecodableException("invalid JSON" + place(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException("a string never fails", e);
    }
  }

  private static Fields object(JsonParser parser) throws IOException, UndecodableException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UndecodableException("no JSON object");
    }
    String id = null;
    String text = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "review_id" -> id = id(parser, value);
        case "text" -> {
          if (value != JsonToken.VALUE_STRING) {
            throw new UndecodableException("JSON field 'text' is no string");
          }
          text = parser.getText();
        }
        default -> parser.skipChildren();
      }
    }
    if (text == null) {
      throw new UndecodableException("JSON object without a field 'text'");
    }
    if (parser.nextToken() != null) {
      throw new UndecodableException("more than one JSON object");
    }
    return new Fields(id, text);
  }

  /** Numbers are accepted, for many systems count their reviews. */
  private static @Nullable String id(JsonParser parser, JsonToken value)
      throws IOException, UndecodableException {
    return switch (value) {
      case VALUE_STRING, VALUE_NUMBER_INT -> parser.getText();
      case VALUE_NULL -> null;
      default -> throw new UndecodableException("JSON field 'review_id' is no string");
    };
  }

  /** Jackson's own messages quote the input. */
  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
