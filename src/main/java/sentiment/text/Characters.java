package sentiment.text;

/** Which characters make words; shared by the rules for reviews. */
final class Characters {

  private Characters() {}

  /** Letters, digits and combining marks. */
  static boolean inWord(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return Character.isLetterOrDigit(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !isVariation(c);
          default -> false;
        };
  }

  /** Whether a character of a word stands at {@code at}; not behind the text's end. */
  static boolean inWordAt(String text, int at) {
    return at < text.length() && inWord(text.codePointAt(at));
  }

  /** Symbols outside ASCII, emoji among them; skin tones are modifiers and not symbols. */
  static boolean isPictograph(int c) {
    return c >= 128 && Character.getType(c) == Character.OTHER_SYMBOL;
  }

  private static boolean isVariation(int c) {
    return c >= 0xFE00 && c <= 0xFE0F;
  }
}
