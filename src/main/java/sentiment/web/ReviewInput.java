package sentiment.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review that somebody wants to have scored. Its JSON is read strictly: UTF-8, no field twice,
 * none that is unknown, nothing behind it. Messages never quote a text.
 *
 * @param reviewId as given, else the number of the review in its request, from 1
 */
record ReviewInput(String reviewId, String text) {

  /** Most reviews in one request. */
  static final int MAX_REVIEWS = 1000;

  private static final int MAX_NAME = 40;
  private static final String EXPECTED =
      "an object {\"text\":\"...\",\"review_id\":\"...\"}, the latter optional";
  private static final String EXPECTED_MANY =
      "an object {\"reviews\":[{\"text\":\"...\"},...]} with 1 to " + MAX_REVIEWS + " reviews";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private interface Content<T> {
    T read(JsonParser json) throws IOException, InvalidRequestException;
  }

  /** Reads the body of {@code POST /score}. */
  static ReviewInput readOne(byte[] body) throws InvalidRequestException {
    return read(body, json -> review(json, "", 1));
  }

  /** Reads the body of {@code POST /score/batch}. */
  static List<ReviewInput> readMany(byte[] body) throws InvalidRequestException {
    return read(body, ReviewInput::reviews);
  }

  private static <T> T read(byte[] body, Content<T> content) throws InvalidRequestException {
    // Jackson's own decoder lets some sequences pass that are no UTF-8
    InputStreamReader strict =
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
    try (JsonParser json = JSON.createParser(strict)) {
      json.nextToken();
      T value = content.read(json);
      if (json.nextToken() != null) {
        throw new InvalidRequestException("expected nothing behind the JSON object");
      }
      return value;
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("expected JSON in UTF-8, not these bytes");
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(broken(e));
    } catch (IOException e) {
      throw new InvalidRequestException("expected JSON");
    }
  }

  /** The parser's own message may quote what stands there. */
  private static String broken(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    boolean isTwice = e.getOriginalMessage().startsWith("Duplicate field");
    String problem = isTwice ? "a field comes twice" : "broken JSON";
    return at == null
        ? problem
        : "%s at line %d, column %d".formatted(problem, at.getLineNr(), at.getColumnNr());
  }

  private static List<ReviewInput> reviews(JsonParser json)
      throws IOException, InvalidRequestException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidRequestException("expected " + EXPECTED_MANY);
    }
    List<ReviewInput> reviews = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      requireKnown(json, json.currentName().equals("reviews"), "", EXPECTED_MANY);
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new InvalidRequestException("reviews: expected an array");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (reviews.size() == MAX_REVIEWS) {
          throw new InvalidRequestException(
              "reviews: expected 1 to " + MAX_REVIEWS + " of them, not more");
        }
        reviews.add(review(json, "reviews[" + reviews.size() + "]: ", reviews.size() + 1));
      }
    }
    if (reviews.isEmpty()) {
      throw new InvalidRequestException("expected " + EXPECTED_MANY);
    }
    return reviews;
  }

  /**
   * @param where goes in front of a message
   */
  private static ReviewInput review(JsonParser json, String where, int number)
      throws IOException, InvalidRequestException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidRequestException(where + "expected " + EXPECTED);
    }
    @Nullable String id = null;
    @Nullable String text = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean isText = name.equals("text");
      requireKnown(json, isText || name.equals("review_id"), where, EXPECTED);
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new InvalidRequestException(where + name + ": expected a string");
      }
      if (isText) {
        text = json.getText();
      } else {
        id = json.getText();
      }
    }
    if (text == null) {
      throw new InvalidRequestException(where + "text is missing: expected " + EXPECTED);
    }
    return new ReviewInput(id == null ? Integer.toString(number) : id, text);
  }

  private static void requireKnown(JsonParser json, boolean known, String where, String expected)
      throws IOException, InvalidRequestException {
    if (!known) {
      String name = json.currentName();
      throw new InvalidRequestException(
          "%sunknown field '%s': expected %s"
              .formatted(
                  where,
                  name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "..." : name,
                  expected));
    }
  }
}
