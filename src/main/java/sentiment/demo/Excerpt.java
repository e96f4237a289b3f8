package sentiment.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sentiment.explain.WordContribution;

/**
 * The part of a review that is shown: all of it when it fits, else the attended words with as much
 * around each as there is room for.
 *
 * @param start UTF-16 offset of the part's first character
 * @param end UTF-16 offset behind its last character
 */
record Excerpt(int start, int end) {

  /** Columns of the ellipsis between two parts. */
  static final int GAP_COLUMNS = 3;

  private static final int[] CONTEXTS = {64, 48, 32, 24, 16, 10, 6, 3, 0}; // characters each side

  /**
   * Chooses parts of at most {@code columns} columns together. The most attended words come first:
   * where even the bare words need more room, the least attended ones are left out.
   *
   * @param words highest attention first, with offsets that lie inside the text
   * @return parts in reading order that neither touch nor overlap; one, the text's beginning, when
   *     there are no words
   */
  static List<Excerpt> choose(String text, List<WordContribution> words, int columns) {
    if (columnsOf(text, 0, text.length(), columns) <= columns) {
      return List.of(new Excerpt(0, text.length()));
    }
    if (words.isEmpty()) {
      return List.of(new Excerpt(0, text.length()));
    }
    for (int context : CONTEXTS) {
      List<Excerpt> parts = around(text, words, context);
      if (fits(text, parts, columns)) {
        return parts;
      }
    }
    int kept = words.size();
    List<Excerpt> parts;
    do {
      kept--;
      parts = around(text, words.subList(0, Math.max(kept, 1)), 0);
    } while (kept > 1 && !fits(text, parts, columns));
    return parts;
  }

  private static List<Excerpt> around(String text, List<WordContribution> words, int context) {
    List<Excerpt> wanted =
        words.stream()
            .map(word -> new Excerpt(back(text, word.start(), context), on(text, word, context)))
            .sorted(Comparator.comparingInt(Excerpt::start))
            .toList();
    List<Excerpt> parts = new ArrayList<>();
    for (Excerpt next : wanted) {
      Excerpt last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && next.start <= last.end + GAP_COLUMNS) {
        parts.set(parts.size() - 1, new Excerpt(last.start, Math.max(last.end, next.end)));
      } else {
        parts.add(next);
      }
    }
    return parts;
  }

  /** Where the context before a word begins: at a word's beginning if there is one. */
  private static int back(String text, int wordStart, int context) {
    int from = Math.max(0, wordStart - context);
    if (from == 0) {
      return 0;
    }
    for (int i = from; i < wordStart; i++) {
      if (SafeText.isSpace(text.charAt(i))) {
        return i + 1;
      }
    }
    return SafeText.boundaryBefore(text, from);
  }

  /** Where the context behind a word ends: at a word's end if there is one. */
  private static int on(String text, WordContribution word, int context) {
    int to = Math.min(text.length(), word.end() + context);
    if (to == text.length()) {
      return to;
    }
    for (int i = to; i > word.end(); i--) {
      if (SafeText.isSpace(text.charAt(i))) {
        return i;
      }
    }
    return Math.max(word.end(), SafeText.boundaryBefore(text, to));
  }

  private static boolean fits(String text, List<Excerpt> parts, int columns) {
    int left = columns - 2 * GAP_COLUMNS;
    for (Excerpt part : parts) {
      left -= GAP_COLUMNS + columnsOf(text, part.start, part.end, left);
      if (left < 0) {
        return false;
      }
    }
    return true;
  }

  private static int columnsOf(String text, int start, int end, int enough) {
    return SafeText.columns(SafeText.glyphs(text, start, end, Math.max(0, enough)));
  }
}
