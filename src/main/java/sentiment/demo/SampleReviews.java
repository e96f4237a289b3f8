package sentiment.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reviews that ship with the program, written for it: films and other things, praise, scorn and
 * sarcasm, several languages, emoji, a huge one and some without a word.
 */
public final class SampleReviews {

  private static final String RESOURCE = "/sentiment/demo/sample-reviews.jsonl";

  private SampleReviews() {}

  /** All of them, always in the same order; more than 200. */
  public static List<DemoReview> load() {
    ObjectReader reader = new ObjectMapper().readerFor(JsonNode.class);
    List<DemoReview> reviews = new ArrayList<>();
    try (InputStream in = SampleReviews.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      try (MappingIterator<JsonNode> lines = reader.readValues(in)) {
        while (lines.hasNext()) {
          reviews.add(review(lines.next()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the program's resource " + RESOURCE + " is broken", e);
    }
    return List.copyOf(reviews);
  }

  private static DemoReview review(JsonNode line) {
    String text = line.required("text").textValue().repeat(line.path("repeat").asInt(1));
    return new DemoReview(
        line.required("id").textValue(),
        text,
        line.required("note").textValue(),
        positive(line.required("label").textValue()));
  }

  private static @Nullable Boolean positive(@Nullable String label) {
    if (label == null) {
      return null;
    }
    return switch (label) {
      case "positive" -> true;
      case "negative" -> false;
      default -> throw new IllegalStateException("unknown label in " + RESOURCE + ": " + label);
    };
  }
}
