package sentiment.streams;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Confluent's framing of Avro: a zero byte, the schema's id as four big-endian bytes, the body.
 *
 * <p>Without a registry a schema's id is derived from its content, so that every instance at every
 * time uses the same: the 64-bit Rabin fingerprint (CRC-64-AVRO) of the parsing canonical form,
 * both halves combined by exclusive or, without the sign bit. Documentation, defaults and logical
 * types are not part of that form and do not change the id.
 */
final class AvroFraming {

  /** First byte of framed Avro. No text starts with it. */
  static final byte MAGIC = 0;

  /** Bytes in front of the body. */
  static final int HEADER_LENGTH = 1 + Integer.BYTES;

  /** Schema of a review. */
  static final Schema REVIEW = resource("review.avsc");

  /** Schema of a score. */
  static final Schema REVIEW_SCORE = resource("review_score.avsc");

  private AvroFraming() {}

  private static Schema resource(String name) {
    try (InputStream in = AvroFraming.class.getResourceAsStream("/schemas/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks /schemas/" + name);
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read /schemas/" + name, e);
    }
  }

  /** The id derived from a schema's content, 0 or more. */
  static int schemaId(Schema schema) {
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    return (int) (fingerprint ^ fingerprint >>> Integer.SIZE) & Integer.MAX_VALUE;
  }

  /** Whether the value starts with a frame's zero byte. */
  static boolean isFramed(byte[] value) {
    return value.length > 0 && value[0] == MAGIC;
  }

  /** The schema id in a frame of at least {@link #HEADER_LENGTH} bytes. */
  static int schemaId(byte[] frame) {
    return ByteBuffer.wrap(frame).getInt(1);
  }

  /** The bytes in front of a body of the schema with that id. */
  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(schemaId).array();
  }
}
