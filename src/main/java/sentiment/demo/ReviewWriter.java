package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes reviews as any program may write them that knows the published contract alone: in turn as
 * plain text, as JSON and as Avro, which the scorer tells apart by itself.
 */
final class ReviewWriter {

  private static final String SCHEMA = "/schemas/review.avsc";
  private static final int FORMATS = 3;

  private final ObjectMapper json = new ObjectMapper();
  private final Schema schema = schema();

  /**
   * The value of the review's record.
   *
   * @param turn decides on the format: every third review has the same
   */
  byte[] write(DemoReview review, int turn) {
    return switch (Math.floorMod(turn, FORMATS)) {
      case 0 -> isPlain(review.text()) ? review.text().getBytes(UTF_8) : json(review);
      case 1 -> json(review);
      default -> avro(review);
    };
  }

  /** Whether the scorer would take the text for nothing else. */
  private static boolean isPlain(String text) {
    return !text.startsWith("\0") && !text.stripLeading().startsWith("{");
  }

  private byte[] json(DemoReview review) {
    try {
      return json.writeValueAsBytes(Map.of("review_id", review.id(), "text", review.text()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("two strings are always JSON", e);
    }
  }

  private byte[] avro(DemoReview review) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("review_id", review.id());
    record.put("text", review.text());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(frame(schemaId()));
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array never fails", e);
    }
    return bytes.toByteArray();
  }

  /** Confluent's framing: a zero byte and the schema's id. */
  static byte[] frame(int schemaId) {
    return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 0).putInt(schemaId).array();
  }

  /** The id that a schema has where no registry gives it one: its folded fingerprint. */
  private int schemaId() {
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    return (int) (fingerprint ^ (fingerprint >>> Integer.SIZE)) & Integer.MAX_VALUE;
  }

  private static Schema schema() {
    try (InputStream in = ReviewWriter.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + SCHEMA);
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's resource " + SCHEMA + " is broken", e);
    }
  }
}
