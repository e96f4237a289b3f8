package sentiment.streams;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How large records are for a broker. Under exactly-once a record that a broker refuses as too
 * large aborts the transaction and would come again for ever, so sizes are known before sending.
 */
final class RecordSize {

  /** Frame of a batch of one record (61 bytes) and the record's own, variable-length numbers. */
  private static final int FRAME = 128;

  /** The variable-length sizes of a header's key and value. */
  private static final int HEADER_FRAME = 10;

  private static final int MAX_BYTES_PER_CHAR = 3;

  private RecordSize() {}

  /** Upper bound of the bytes that a batch with this record alone takes, uncompressed. */
  static int of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    long size = FRAME + (key == null ? 0 : key.length) + (value == null ? 0L : value.length);
    for (Header header : headers) {
      size += HEADER_FRAME + (long) MAX_BYTES_PER_CHAR * header.key().length();
      size += header.value() == null ? 0 : header.value().length;
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
