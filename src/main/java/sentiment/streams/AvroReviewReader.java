package sentiment.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroTypeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import sentiment.streams.ReviewDecoder.Fields;
import sentiment.streams.ReviewDecoder.UndecodableException;

/**
 * Reads a review from framed Avro: of {@code schemas/review.avsc}, or of any schema that the
 * registry knows and that Avro's schema resolution can read as that one. Not for use by several
 * threads.
 */
final class AvroReviewReader {

  private final SchemaRegistry registry;
  private final GenericDatumReader<GenericRecord> reader =
      new GenericDatumReader<>(AvroFraming.REVIEW);

  private @Nullable BinaryDecoder decoder;

  AvroReviewReader(SchemaRegistry registry) {
    this.registry = registry;
  }

  /** Reads the one record that the frame holds. */
  Fields read(byte[] frame) throws UndecodableException {
    if (frame.length < AvroFraming.HEADER_LENGTH || !AvroFraming.isFramed(frame)) {
      throw new UndecodableException(
          "no framed Avro: expected a zero byte and the four bytes of a schema id");
    }
    int id = AvroFraming.schemaId(frame);
    reader.setSchema(registry.schema(id));
    GenericRecord review = body(id, frame);
    return new Fields(text(review.get("review_id")), requiredText(review.get("text")));
  }

  private GenericRecord body(int id, byte[] frame) throws UndecodableException {
    int start = AvroFraming.HEADER_LENGTH;
    decoder = DecoderFactory.get().binaryDecoder(frame, start, frame.length - start, decoder);
    try {
      GenericRecord review = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableException("Avro body with bytes left behind the review");
      }
      return review;
    } catch (AvroTypeException e) { // no message: it quotes the schema, names the value
      throw new UndecodableException(
          "schema id %d can't be read as %s".formatted(id, AvroFraming.REVIEW.getFullName()));
    } catch (IOException | RuntimeException e) { // Avro throws various ones for hostile bytes
      throw new UndecodableException("invalid Avro body: " + e.getClass().getSimpleName());
    }
  }

  private static @Nullable String text(@Nullable Object field) throws UndecodableException {
    return field == null ? null : requiredText(field);
  }

  /** Decodes strictly: Avro itself replaces what is no UTF-8. */
  private static String requiredText(Object field) throws UndecodableException {
    Utf8 bytes = (Utf8) field;
    return ReviewDecoder.utf8(ByteBuffer.wrap(bytes.getBytes(), 0, bytes.getByteLength()));
  }
}
