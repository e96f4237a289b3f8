package sentiment.text;

/**
 * Where a word ends that may be contracted: {@code don't}, {@code don’t}, {@code do n't}, {@code
 * don 't} and {@code don ' t} are one word each, with HTML's entities for the apostrophe too. Two
 * blanks at most may part it.
 */
final class Contractions {

  private static final int MOST_BLANKS = 2;

  private Contractions() {}

  /** The index behind the word that begins at {@code start}. */
  static int endOfWord(String text, int start) {
    int end = endOfPlainWord(text, start);
    while (true) {
      int longer = endOfParted(text, end);
      if (longer == end) {
        return end;
      }
      end = longer;
    }
  }

  private static int endOfPlainWord(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (Characters.inWord(c)) {
        end += Character.charCount(c);
        continue;
      }
      int behind = end + apostrophe(text, end);
      if (behind == end || !Characters.inWordAt(text, behind)) {
        break;
      }
      end = behind;
    }
    return end;
  }

  /** The index behind a contraction's second part that stands apart, else {@code end}. */
  private static int endOfParted(String text, int end) {
    int i = skipBlanks(text, end);
    boolean apart = i > end;
    if (apart && isLetter(text, i, 'n')) {
      int behind = i + 1 + apostrophe(text, i + 1);
      return behind > i + 1 ? endOf(text, behind, "t", end) : end;
    }
    int behind = i + apostrophe(text, i);
    if (behind == i) {
      return end;
    }
    int part = skipBlanks(text, behind);
    if ((!apart && part == behind) || part >= text.length()) {
      return end;
    }
    return switch (text.charAt(part) | 0x20) {
      case 's' -> endOf(text, part, "s", end);
      case 'm' -> endOf(text, part, "m", end);
      case 'd' -> endOf(text, part, "d", end);
      case 'r' -> endOf(text, part, "re", end);
      case 'v' -> endOf(text, part, "ve", end);
      case 'l' -> endOf(text, part, "ll", end);
      case 't' -> isLetter(text, end - 1, 'n') ? endOf(text, part, "t", end) : end;
      default -> end;
    };
  }

  /** The index behind {@code part} if it stands there and the word ends with it. */
  private static int endOf(String text, int at, String part, int otherwise) {
    int end = at + part.length();
    if (!text.regionMatches(true, at, part, 0, part.length()) || Characters.inWordAt(text, end)) {
      return otherwise;
    }
    boolean goesOn = (end < text.length() && text.charAt(end) == '-') || closesQuote(text, end);
    return goesOn ? otherwise : end;
  }

  /** Whether {@code 's'} or the like is a quoted letter and no contraction's end. */
  private static boolean closesQuote(String text, int at) {
    int behind = at + apostrophe(text, at);
    return behind > at && !Characters.inWordAt(text, behind);
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && i < from + MOST_BLANKS && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }

  private static boolean isLetter(String text, int at, char letter) {
    return at < text.length() && (text.charAt(at) | 0x20) == letter;
  }

  /** How many characters write the apostrophe at {@code at}; 0 if there is none. */
  static int apostrophe(String text, int at) {
    if (at >= text.length()) {
      return 0;
    }
    return switch (text.charAt(at)) {
      case '\'', '`', '\u00b4', '\u2018', '\u2019' -> 1;
      case '&' -> Markup.apostropheEntity(text, at);
      default -> 0;
    };
  }
}
