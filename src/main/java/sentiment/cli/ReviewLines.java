package sentiment.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import sentiment.dataset.InvalidDataException;
import sentiment.demo.DemoReview;

/** Reviews read one a line, each when it is asked for: who types a line has it sent at once. */
final class ReviewLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader in;
  private final boolean json;

  /**
   * Reads nothing yet.
   *
   * @param json whether a line is an object with "text" and maybe "id" or "review_id"; else it is
   *     the text itself
   */
  ReviewLines(BufferedReader in, boolean json) {
    this.in = in;
    this.json = json;
  }

  /**
   * The reviews to the end of the input; one without an id has its line's number. The iterator
   * throws {@link InvalidDataException} at a line that is no such object and {@link
   * UncheckedIOException} where the input can't be read.
   */
  Iterator<DemoReview> iterator() {
    return new Iterator<>() {

      private int number;
      private @Nullable String next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          try {
            next = in.readLine();
          } catch (IOException e) {
            throw new UncheckedIOException("can't read standard input", e);
          }
        }
        return next != null;
      }

      @Override
      public DemoReview next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        String line = String.valueOf(next);
        next = null;
        number++;
        return json ? parse(line, number) : review(Integer.toString(number), line);
      }
    };
  }

  private static DemoReview parse(String line, int number) {
    @Nullable JsonNode node = null;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // answered below, without a word of the line
    }
    if (node == null || !node.path("text").isTextual()) {
      throw new InvalidDataException(
          "standard input, line %d: expected a JSON object with a string \"text\""
              .formatted(number));
    }
    JsonNode id = node.hasNonNull("review_id") ? node.get("review_id") : node.path("id");
    return review(id.asText(Integer.toString(number)), node.get("text").textValue());
  }

  private static DemoReview review(String id, String text) {
    return new DemoReview(id, text, "", null);
  }
}
