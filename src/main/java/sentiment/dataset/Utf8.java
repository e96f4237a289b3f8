package sentiment.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 that is neither silently repaired nor fatal to the rows around the damage. */
final class Utf8 {

  /** A lone surrogate: no valid UTF-8 decodes to it, so it marks the damage beyond doubt. */
  private static final String DAMAGE = "\ud800";

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Utf8() {}

  /** Reads text without its byte order mark; what is no UTF-8 is {@link #isDamaged} later. */
  static BufferedReader reader(InputStream in) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(DAMAGE)));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** Whether text from {@link #reader} held bytes that are no UTF-8. */
  static boolean isDamaged(String text) {
    for (int i = text.indexOf(DAMAGE); i >= 0; i = text.indexOf(DAMAGE, i + 1)) {
      if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Decodes a whole text.
   *
   * @throws CharacterCodingException if it is no UTF-8
   */
  static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
