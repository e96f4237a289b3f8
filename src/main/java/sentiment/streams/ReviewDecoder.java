package sentiment.streams;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

/**
 * Finds the review in a record's bytes. With {@link InputFormat#AUTO} each record is
 *
 * <ol>
 *   <li>framed Avro if its first byte is 0, as {@link AvroFraming} says,
 *   <li>a JSON object if it starts with <code>{</code> and then <code>"</code> or <code>}</code>,
 *       with any JSON white space around,
 *   <li>else plain text.
 * </ol>
 *
 * <p>A record that starts like Avro or JSON and is none is {@code UNDECODABLE}, not text. Bytes
 * that are not UTF-8 are {@code UNDECODABLE} in every format; a null value is {@code EMPTY_TEXT}.
 * The id is the review's own, else the record key if that is UTF-8, else {@code
 * topic-partition-offset}.
 *
 * <p>Not for use by several threads.
 */
final class ReviewDecoder {

  private static final String JSON_WHITE_SPACE = " \t\n\r";

  private final InputFormat format;
  private final AvroReviewReader avro;

  ReviewDecoder(InputFormat format, SchemaRegistry registry) {
    this.format = format;
    this.avro = new AvroReviewReader(registry);
  }

  /**
   * Decodes one record; never throws for what its bytes hold.
   *
   * @throws RegistryUnavailableException if the schema registry does not answer
   */
  DecodedReview decode(InputRecord input) {
    String defaultId = defaultId(input);
    byte[] value = input.value();
    if (value == null) {
      return unusable(defaultId, RejectionReason.EMPTY_TEXT, "null value");
    }
    try {
      Fields fields = read(value);
      String id = fields.reviewId() == null ? defaultId : fields.reviewId();
      return new DecodedReview.Text(id, fields.text());
    } catch (UndecodableException e) {
      return unusable(defaultId, RejectionReason.UNDECODABLE, e.getMessage());
    }
  }

  private Fields read(byte[] value) throws UndecodableException {
    return switch (format) {
      case AVRO -> avro.read(value);
      case JSON -> JsonReviewReader.read(utf8(value));
      case TEXT -> new Fields(null, utf8(value));
      case AUTO -> {
        if (AvroFraming.isFramed(value)) {
          yield avro.read(value);
        }
        String text = utf8(value);
        yield startsLikeJsonObject(text) ? JsonReviewReader.read(text) : new Fields(null, text);
      }
    };
  }

  private static boolean startsLikeJsonObject(String text) {
    int brace = skipWhiteSpace(text, 0);
    if (brace == text.length() || text.charAt(brace) != '{') {
      return false;
    }
    int next = skipWhiteSpace(text, brace + 1);
    return next < text.length() && (text.charAt(next) == '"' || text.charAt(next) == '}');
  }

  private static int skipWhiteSpace(String text, int from) {
    int i = from;
    while (i < text.length() && JSON_WHITE_SPACE.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static String defaultId(InputRecord input) {
    byte[] key = input.key();
    if (key == null || key.length == 0) {
      return input.coordinates();
    }
    try {
      return utf8(key);
    } catch (UndecodableException e) {
      return input.coordinates();
    }
  }

  private static DecodedReview unusable(String id, RejectionReason reason, String detail) {
    return new DecodedReview.Unusable(new Rejection(id, reason, detail));
  }

  /** The text that these bytes are in UTF-8, strictly. */
  static String utf8(byte[] bytes) throws UndecodableException {
    return utf8(ByteBuffer.wrap(bytes));
  }

  static String utf8(ByteBuffer bytes) throws UndecodableException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports, unlike new String
    int start = bytes.position();
    try {
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException("invalid UTF-8 at byte " + (bytes.position() - start));
    }
  }

  /** The parts of a review that are needed to score it; no id means the default. */
  record Fields(@Nullable String reviewId, String text) {}

  /** The bytes are no review; the message says why in one line and holds nothing of the review. */
  static final class UndecodableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String detail;

    UndecodableException(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }

    @Override
    public String getMessage() {
      return detail;
    }
  }
}
