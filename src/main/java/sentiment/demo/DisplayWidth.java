package sentiment.demo;

/**
 * How many columns a terminal gives a character: 0, 1 or 2, by Unicode's East Asian Width (UAX 11)
 * and emoji presentation. Terminals differ in the corners; nothing here depends on the exact
 * column.
 */
final class DisplayWidth {

  static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  /** First and last code points of the wide ranges, ascending. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
    0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB,
    0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3,
    0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728,
    0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0,
    0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0xA4CF,
    0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6,
    0x17000, 0x18CFF, 0x1B000, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E,
    0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F7E0, 0x1F7EB,
    0x1F90C, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private DisplayWidth() {}

  /** Columns of a printable code point; 0 for one that joins the character before it. */
  static int of(int codePoint) {
    if (joinsPrevious(codePoint)) {
      return 0;
    }
    for (int i = 0; i < WIDE.length && WIDE[i] <= codePoint; i += 2) {
      if (codePoint <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** Combining marks, joiners, skin tones, variation selectors and the tags of flag emoji. */
  static boolean joinsPrevious(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || codePoint == ZERO_WIDTH_JOINER
        || codePoint == ZERO_WIDTH_NON_JOINER
        || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF)
        || isTag(codePoint);
  }

  /** One half of a flag: two of them share two columns. */
  static boolean isRegionalIndicator(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }

  private static boolean isTag(int codePoint) {
    return codePoint >= 0xE0020 && codePoint <= 0xE007F;
  }
}
