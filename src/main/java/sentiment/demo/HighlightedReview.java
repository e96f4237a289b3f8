package sentiment.demo;

import java.util.ArrayList;
import java.util.List;
import sentiment.explain.WordContribution;

/**
 * Sets a review's text in lines, with the words that the model attended to set off from the others.
 * Long texts are shortened around these words. Nothing of the review reaches the lines unescaped.
 */
public final class HighlightedReview {

  private static final int NO_WORD = -1;
  private static final Piece GAP = new Piece(new Glyph("…", 1, 0), NO_WORD);
  private static final Piece SPACE = new Piece(new Glyph(" ", 1, 0), NO_WORD);

  private final String text;
  private final List<WordContribution> words;
  private final List<Emphasis> emphases; // one per word

  /**
   * Prepares one review.
   *
   * @param words the most important first; those whose offsets aren't in the text are left out
   */
  public HighlightedReview(String text, List<WordContribution> words, boolean ansi) {
    this.text = text;
    this.words =
        words.stream()
            .filter(w -> w.start() >= 0 && w.start() < w.end() && w.end() <= text.length())
            .toList();
    this.emphases =
        this.words.stream()
            .map(word -> ansi ? Emphasis.ansi(word, this.words) : Emphasis.brackets(word))
            .toList();
  }

  /**
   * Lines of at most {@code columns} columns; about {@code count} of them, since breaking between
   * words may take one more. None for a text without anything to show.
   */
  public List<String> lines(int columns, int count) {
    int marks = emphases.stream().mapToInt(Emphasis::columns).sum();
    int budget = Math.max(columns, columns * count - marks);
    List<String> lines = new ArrayList<>();
    for (List<Piece> line : wrap(pieces(budget), columns)) {
      lines.add(shown(line));
    }
    return lines;
  }

  private List<Piece> pieces(int budget) {
    List<Piece> pieces = new ArrayList<>();
    int left = budget;
    int end = 0;
    for (Excerpt part : Excerpt.choose(text, words, budget)) {
      if (part.start() > end) {
        pieces.addAll(end == 0 ? List.of(GAP, SPACE) : List.of(SPACE, GAP, SPACE));
      }
      end = part.start();
      for (Glyph glyph : SafeText.glyphs(text, part.start(), part.end(), left)) {
        left -= glyph.columns();
        if (left < 0) {
          pieces.add(GAP);
          return pieces;
        }
        pieces.add(new Piece(glyph, wordAt(glyph.offset())));
      }
      end = part.end();
    }
    if (end < text.length()) {
      pieces.addAll(List.of(SPACE, GAP));
    }
    return pieces;
  }

  private int wordAt(int offset) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).start() <= offset && offset < words.get(i).end()) {
        return i;
      }
    }
    return NO_WORD;
  }

  /** Breaks lines at spaces, and inside whatever is longer than a line. */
  private List<List<Piece>> wrap(List<Piece> pieces, int columns) {
    List<List<Piece>> lines = new ArrayList<>();
    List<Piece> line = new ArrayList<>();
    int breakAt = 0; // pieces of the line that stay when it is broken at its last space
    for (Piece piece : pieces) {
      if (piece.glyph.isSpace() && line.isEmpty()) {
        continue;
      }
      line.add(piece);
      if (piece.glyph.isSpace()) {
        breakAt = line.size() - 1;
        continue;
      }
      while (columnsOf(line) > columns && line.size() > 1) {
        int stay = breakAt > 0 ? breakAt : line.size() - 1;
        lines.add(withoutTrailingSpace(line.subList(0, stay)));
        line = new ArrayList<>(line.subList(breakAt > 0 ? stay + 1 : stay, line.size()));
        breakAt = 0;
      }
    }
    if (!line.isEmpty()) {
      lines.add(withoutTrailingSpace(line));
    }
    return lines;
  }

  private static List<Piece> withoutTrailingSpace(List<Piece> line) {
    int end = line.size();
    while (end > 0 && line.get(end - 1).glyph.isSpace()) {
      end--;
    }
    return line.subList(0, end);
  }

  private int columnsOf(List<Piece> line) {
    int columns = 0;
    int word = NO_WORD;
    for (Piece piece : line) {
      if (piece.word != word && piece.word != NO_WORD) {
        columns += emphases.get(piece.word).columns();
      }
      word = piece.word;
      columns += piece.glyph.columns();
    }
    return columns;
  }

  private String shown(List<Piece> line) {
    StringBuilder shown = new StringBuilder();
    int word = NO_WORD;
    for (Piece piece : line) {
      if (piece.word != word) {
        shown.append(word == NO_WORD ? "" : emphases.get(word).close());
        shown.append(piece.word == NO_WORD ? "" : emphases.get(piece.word).open());
        word = piece.word;
      }
      shown.append(piece.glyph.shown());
    }
    return shown.append(word == NO_WORD ? "" : emphases.get(word).close()).toString();
  }

  /** A glyph and the index of the word it belongs to. */
  private record Piece(Glyph glyph, int word) {}
}
