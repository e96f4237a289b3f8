package sentiment.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads text of unknown origin for a terminal. Control characters, among them the escape that
 * starts a terminal's commands, and characters that reorder or hide text come out as visible
 * escapes like {@code \u001b}; white space collapses into single spaces; unpaired surrogates become
 * U+FFFD.
 */
final class SafeText {

  /** The longest real clusters, families and flags, have ten; stacks of marks end here. */
  private static final int MAX_CLUSTER = 16;

  private static final int REPLACEMENT = 0xFFFD;

  private SafeText() {}

  /** The whole text on one line of any length. */
  static String line(String text) {
    return line(text, Integer.MAX_VALUE);
  }

  /** The text on one line of at most {@code columns} columns, with an ellipsis where it was cut. */
  static String line(String text, int columns) {
    StringBuilder line = new StringBuilder();
    List<Glyph> glyphs = glyphs(text, 0, text.length(), columns);
    boolean cut = columns(glyphs) > columns;
    int left = cut ? columns - 1 : columns;
    for (Glyph glyph : glyphs) {
      left -= glyph.columns();
      if (left < 0) {
        break;
      }
      line.append(glyph.shown());
    }
    return cut ? line.append('…').toString() : line.toString();
  }

  /**
   * The glyphs of {@code text[start, end)}, up to and including the first that exceeds {@code
   * maxColumns}: a huge text costs no more than what is shown of it.
   */
  static List<Glyph> glyphs(String text, int start, int end, int maxColumns) {
    List<Glyph> glyphs = new ArrayList<>();
    int columns = 0;
    int at = start;
    while (at < end && columns <= maxColumns) {
      int next = clusterEnd(text, at, end);
      int codePoint = codePoint(text, at, end);
      if (isSpace(codePoint)) {
        if (glyphs.isEmpty() || !glyphs.get(glyphs.size() - 1).isSpace()) {
          glyphs.add(new Glyph(" ", 1, at));
          columns++;
        }
      } else {
        Glyph glyph = glyph(text, at, next, codePoint);
        glyphs.add(glyph);
        columns += glyph.columns();
      }
      at = next;
    }
    return glyphs;
  }

  static int columns(List<Glyph> glyphs) {
    return glyphs.stream().mapToInt(Glyph::columns).sum();
  }

  /** The nearest offset at or before {@code offset} that does not cut a character in two. */
  static int boundaryBefore(String text, int offset) {
    int at = offset;
    while (at > 0 && at < text.length() && isInsideCluster(text, at)) {
      at--;
    }
    return at;
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static boolean isInsideCluster(String text, int at) {
    return (Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1)))
        || DisplayWidth.joinsPrevious(text.codePointAt(at))
        || text.codePointBefore(at) == DisplayWidth.ZERO_WIDTH_JOINER;
  }

  private static int clusterEnd(String text, int start, int end) {
    int first = codePoint(text, start, end);
    int previous = first;
    int at = start + Character.charCount(first);
    if (isSpace(first) || mustEscape(first)) {
      return at;
    }
    if (DisplayWidth.isRegionalIndicator(first)
        && at < end
        && DisplayWidth.isRegionalIndicator(codePoint(text, at, end))) {
      return at + 2;
    }
    while (at < end) {
      int next = codePoint(text, at, end);
      boolean joined =
          DisplayWidth.joinsPrevious(next)
              || (previous == DisplayWidth.ZERO_WIDTH_JOINER
                  && !isSpace(next)
                  && !mustEscape(next));
      if (!joined) {
        break;
      }
      previous = next;
      at += Character.charCount(next);
    }
    return at;
  }

  /** The code point at an offset, which is a lone surrogate where {@code end} cuts a pair. */
  private static int codePoint(String text, int at, int end) {
    int codePoint = text.codePointAt(at);
    return at + Character.charCount(codePoint) <= end ? codePoint : text.charAt(at);
  }

  private static Glyph glyph(String text, int start, int end, int first) {
    if (mustEscape(first)) {
      String escape = first <= 0xFFFF ? "\\u%04x".formatted(first) : "\\u{%x}".formatted(first);
      return new Glyph(escape, escape.length(), start);
    }
    StringBuilder shown = new StringBuilder();
    text.substring(start, end)
        .codePoints()
        .limit(MAX_CLUSTER)
        .map(c -> isUnpaired(c) ? REPLACEMENT : c)
        .forEach(shown::appendCodePoint);
    boolean flag = DisplayWidth.isRegionalIndicator(first) && end - start > 2;
    return new Glyph(shown.toString(), flag ? 2 : DisplayWidth.of(first), start);
  }

  /** Control characters, and invisible ones other than those that emoji and scripts need. */
  private static boolean mustEscape(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || (type == Character.FORMAT && !DisplayWidth.joinsPrevious(codePoint));
  }

  private static boolean isUnpaired(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
