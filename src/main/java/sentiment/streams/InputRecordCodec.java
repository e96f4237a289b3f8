package sentiment.streams;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The form of an {@link InputRecord} in the buffer's changelog: a version byte, the coordinates and
 * the timestamp, then key, value and headers, each byte array behind its length (-1 for null).
 * Numbers are big-endian.
 */
final class InputRecordCodec {

  private static final byte VERSION = 1;
  private static final int NULL = -1;

  private InputRecordCodec() {}

  static Serde<InputRecord> serde() {
    return Serdes.serdeFrom(
        (topic, input) -> input == null ? null : encode(input),
        (topic, bytes) -> bytes == null ? null : decode(bytes));
  }

  static byte[] encode(InputRecord input) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(input.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeText(out, input.topic());
      out.writeInt(input.partition());
      out.writeLong(input.offset());
      out.writeLong(input.timestamp());
      writeBytes(out, input.key());
      writeBytes(out, input.value());
      Header[] headers = input.headers().toArray();
      out.writeInt(headers.length);
      for (Header header : headers) {
        writeText(out, header.key());
        writeBytes(out, header.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array never fails", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The record that {@link #encode} wrote.
   *
   * @throws SerializationException if the bytes are not of this version or not complete; going on
   *     would lose a review
   */
  static InputRecord decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException(
            "buffered review of version %d: expected %d; run the program that wrote it until its"
                    .formatted(version, VERSION)
                + " buffer is empty");
      }
      String topic = readText(in);
      int partition = in.readInt();
      long offset = in.readLong();
      long timestamp = in.readLong();
      byte[] key = readBytes(in);
      byte[] value = readBytes(in);
      Headers headers = new RecordHeaders();
      for (int i = in.readInt(); i > 0; i--) {
        headers.add(readText(in), readBytes(in));
      }
      if (in.available() > 0) {
        throw new SerializationException("buffered review: " + in.available() + " bytes too many");
      }
      return new InputRecord(topic, partition, offset, timestamp, key, value, headers);
    } catch (IOException e) {
      throw new SerializationException("buffered review of " + bytes.length + " bytes: cut", e);
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? NULL : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes == null) {
      throw new IOException("a name is missing");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    if (length < 0 || length > in.available()) {
      throw new IOException("length " + length + " with " + in.available() + " bytes left");
    }
    return in.readNBytes(length);
  }
}
