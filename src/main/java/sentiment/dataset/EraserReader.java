package sentiment.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sentiment.dataset.RationaleReview.Range;

/**
 * Reads movie reviews with human rationales in the format of the ERASER benchmark (DeYoung et al.
 * 2020; Zaidan et al. 2007): a folder {@code docs} with a file for each review, its tokens apart by
 * white space, and {@code train.jsonl}, {@code val.jsonl}, {@code test.jsonl} with an annotation a
 * line. Places are counted in tokens of the whole file.
 *
 * @see <a href="https://github.com/jayded/eraserbenchmark">the format</a>
 */
public final class EraserReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Boolean> LABELS = Map.of("POS", true, "NEG", false);

  private EraserReader() {}

  /** Whether a folder looks like such data. */
  public static boolean isThere(Path folder) {
    return Files.isDirectory(folder.resolve("docs")) && Files.exists(folder.resolve("test.jsonl"));
  }

  /**
   * The reviews of one part, in the order of its file.
   *
   * @param part {@code train}, {@code val} or {@code test}
   * @throws InvalidDataException if an annotation is broken, with file and line
   */
  public static List<RationaleReview> read(Path folder, String part) throws IOException {
    Path file = folder.resolve(part + ".jsonl");
    if (!Files.exists(file)) {
      throw new InvalidDataException(file + ": no such file, expected annotations there");
    }
    List<RationaleReview> reviews = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank()) {
        reviews.add(review(folder, "%s:%d".formatted(file.getFileName(), number), line));
      }
    }
    if (reviews.isEmpty()) {
      throw new InvalidDataException(file + ": no annotation in it, expected one a line");
    }
    return reviews;
  }

  private static RationaleReview review(Path folder, String place, String line) throws IOException {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new InvalidDataException(place + ": malformed JSON, expected one object", e);
    }
    String id = object.path("annotation_id").asText();
    Boolean positive = LABELS.get(object.path("classification").asText());
    Path document = folder.resolve("docs").resolve(id).normalize();
    if (positive == null
        || id.isEmpty()
        || !document.startsWith(folder.resolve("docs").normalize())
        || !Files.isRegularFile(document)) {
      throw new InvalidDataException(
          place + ": expected classification POS or NEG and annotation_id, a file in docs");
    }
    String text = Files.readString(document, StandardCharsets.UTF_8);
    List<Range> tokens = RationaleReview.tokens(text);
    List<Range> reasons = new ArrayList<>();
    for (JsonNode group : object.path("evidences")) {
      for (JsonNode evidence : group) {
        int start = evidence.path("start_token").asInt(-1);
        int end = evidence.path("end_token").asInt(-1);
        if (start < 0 || end < start || end > tokens.size()) {
          throw new InvalidDataException(
              "%s: tokens %d to %d of %d, expected a run inside the review"
                  .formatted(place, start, end, tokens.size()));
        }
        if (end > start) { // the published movies have a few empty ones
          reasons.add(new Range(start, end));
        }
      }
    }
    return new RationaleReview(new LabelledReview(id, text, positive, id), tokens, reasons);
  }
}
