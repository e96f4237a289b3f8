package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes reviews in the form that {@code input.format} expects; for {@code auto} in turn as plain
 * text, as JSON and as Avro, which the scorer tells apart by itself. Safe for use by several
 * threads.
 */
public final class ReviewEncoder {

  private static final int FORMATS = 3;

  private final ObjectMapper json = new ObjectMapper();
  private final InputFormat format;
  private final int schemaId;

  private ReviewEncoder(InputFormat format, int schemaId) {
    this.format = format;
    this.schemaId = schemaId;
  }

  /**
   * An encoder for the input topic of these settings; a schema registry of theirs is asked for the
   * schema's id.
   *
   * @throws InvalidSettingException if a key or trust store of the registry can't be opened
   * @throws StreamFailedException if the registry does not answer or refuses the schema
   */
  public static ReviewEncoder of(StreamSettings settings) {
    InputFormat format = settings.inputFormat();
    int id =
        format.mayBeAvro()
            ? SchemaRegistry.of(settings)
                .register(SchemaRegistry.subject(settings.inputTopic()), AvroFraming.REVIEW)
            : 0;
    return new ReviewEncoder(format, id);
  }

  /**
   * The value of a review's record.
   *
   * @param id the review's id, which plain text leaves out
   * @param turn decides on the form where there is a choice: every third review has the same
   */
  public byte[] encode(String id, String text, long turn) {
    return switch (format) {
      case TEXT -> text.getBytes(UTF_8);
      case JSON -> json(id, text);
      case AVRO -> avro(id, text);
      case AUTO ->
          switch ((int) Math.floorMod(turn, (long) FORMATS)) {
            case 0 -> isPlain(text) ? text.getBytes(UTF_8) : json(id, text);
            case 1 -> json(id, text);
            default -> avro(id, text);
          };
    };
  }

  /** Whether the scorer would take the text for nothing else. */
  private static boolean isPlain(String text) {
    return !text.startsWith("\0") && !text.stripLeading().startsWith("{");
  }

  private byte[] json(String id, String text) {
    try {
      return json.writeValueAsBytes(Map.of("review_id", id, "text", text));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("two strings are always JSON", e);
    }
  }

  private byte[] avro(String id, String text) {
    GenericRecord record = new GenericData.Record(AvroFraming.REVIEW);
    record.put("review_id", id);
    record.put("text", text);
    return new AvroWriter(AvroFraming.REVIEW, schemaId).write(record);
  }
}
