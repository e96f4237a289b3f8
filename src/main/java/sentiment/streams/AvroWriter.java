package sentiment.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Writes records of one schema as framed Avro. Not for use by several threads. */
final class AvroWriter {

  private final byte[] header;
  private final GenericDatumWriter<GenericRecord> writer;
  private @Nullable BinaryEncoder encoder;

  /** Writes records of that schema, framed with its id. */
  AvroWriter(Schema schema, int schemaId) {
    this.header = AvroFraming.header(schemaId);
    this.writer = new GenericDatumWriter<>(schema);
  }

  byte[] write(GenericRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    bytes.writeBytes(header);
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array never fails", e);
    }
    return bytes.toByteArray();
  }
}
