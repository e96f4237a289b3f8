package sentiment.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines: one object a line, text and label among its fields. Blank lines are passed
 * over.
 */
final class JsonLinesReader {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final List<String> textNames;
  private final List<String> labelNames;
  private final List<String> groupNames;

  JsonLinesReader(DatasetOptions options) {
    this.textNames = names(options.textColumn(), ReviewRows.TEXT_NAMES);
    this.labelNames = names(options.labelColumn(), ReviewRows.LABEL_NAMES);
    this.groupNames = names(options.groupColumn(), List.of());
  }

  /**
   * Reads all lines; does not close the stream.
   *
   * @throws InvalidDataException if a line is broken and not to be skipped
   */
  void read(InputStream in, ReviewRows rows) throws IOException {
    BufferedReader lines = Utf8.reader(in);
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        add(number, line, rows);
      }
      number++;
    }
  }

  private void add(long number, String line, ReviewRows rows) {
    if (Utf8.isDamaged(line)) {
      rows.addBroken(number, "bytes that are no UTF-8, expected UTF-8");
      return;
    }
    JsonNode object;
    try {
      object = JSON.readValue(line);
    } catch (JsonProcessingException e) {
      rows.addBroken(number, "malformed JSON, expected one object");
      return;
    }
    if (!object.isObject()) {
      rows.addBroken(number, "no JSON object, expected one");
      return;
    }
    JsonNode text = field(object, textNames);
    rows.add(
        number,
        text != null && text.isTextual() ? text.textValue() : null,
        value(field(object, labelNames)),
        value(field(object, groupNames)));
  }

  private static @Nullable JsonNode field(JsonNode object, List<String> names) {
    for (String name : names) {
      JsonNode field = object.get(name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  private static @Nullable String value(@Nullable JsonNode field) {
    return field == null || field.isNull() || field.isContainerNode() ? null : field.asText();
  }

  private static List<String> names(@Nullable String given, List<String> usual) {
    return given == null ? usual : List.of(given);
  }
}
