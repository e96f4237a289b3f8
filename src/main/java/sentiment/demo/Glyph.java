package sentiment.demo;

/**
 * One character as a reader sees it, with all that joins it, made harmless for a terminal.
 *
 * @param shown what is written: printable characters only, one space for white space of any kind
 * @param columns columns it takes
 * @param offset UTF-16 offset in the text it was read from
 */
record Glyph(String shown, int columns, int offset) {

  boolean isSpace() {
    return shown.equals(" ");
  }
}
