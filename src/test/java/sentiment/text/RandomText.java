package sentiment.text;

import java.util.List;
import java.util.Random;

/**
 * Texts of every kind under a seed: scripts, emoji, lone surrogates, markup, white space, long
 * runs.
 */
public final class RandomText {

  private static final List<String> PIECES =
      List.of(
          "film",
          "Don't",
          "GREAT",
          "'quoted'",
          "rock'n'roll",
          "10/10",
          "Álex",
          "naïve",
          "İstanbul",
          "ничего",
          "映画は最高",
          "फ़िल्म",
          "مرحبا",
          "한국어",
          "ß",
          "e\u0301",
          "\u00a0",
          "\u0085",
          "\t",
          "\n",
          "\r\n",
          "<br />",
          "<BR/>",
          "<br",
          "<b>",
          "!!!",
          "?!",
          "...",
          "--",
          "_x_",
          "🙂",
          "👍🏽",
          "👩‍👩‍👧",
          "🇫🇷",
          "❤️",
          "\ud83d",
          "\ude42",
          "\uffff",
          "\u0000",
          "’",
          "it’s",
          "’tis",
          "dogs’",
          "n't",
          "'s",
          "' t",
          "-LRB-",
          "&#39;",
          "&amp;",
          "<3",
          ": )",
          ":((",
          "sooooo",
          "< br / >");

  private RandomText() {}

  /** A text of up to {@code pieces} pieces. */
  public static String next(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    int n = random.nextInt(pieces + 1);
    for (int i = 0; i < n; i++) {
      switch (random.nextInt(10)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.appendCodePoint(random.nextInt(0x110000));
        case 2 -> text.append("x".repeat(random.nextInt(200)));
        default -> text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      if (random.nextInt(3) > 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }
}
