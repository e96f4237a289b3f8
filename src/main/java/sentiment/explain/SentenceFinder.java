package sentiment.explain;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sums contributions up by sentences, which is how people say why; line breaks end one too. */
final class SentenceFinder {

  private static final Pattern TAG = Pattern.compile("(?i)<br[ /]{0,3}>");

  private final String text; // with line breaks for tags, as long as the review
  private final List<WordContribution> words;
  private final List<Sentence> sentences = new ArrayList<>();
  private int next; // the first word that is in no sentence yet

  /**
   * @param words read by the model, in reading order
   */
  SentenceFinder(String review, List<WordContribution> words) {
    this.text = TAG.matcher(review).replaceAll(tag -> "\n".repeat(tag.group().length()));
    this.words = words;
  }

  /** The sentences with a word that was read, in reading order. */
  List<Sentence> find() {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    int line = 0;
    while (line < text.length()) {
      int end = text.indexOf('\n', line);
      end = end < 0 ? text.length() : end + 1;
      breaks.setText(withCapitals(text.substring(line, end)));
      int from = breaks.first();
      for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
        add(line + from, line + to);
        from = to;
      }
      line = end;
    }
    return sentences;
  }

  /**
   * As long as the line, but each word begins as a sentence may: what begins with a small letter or
   * a digit would not be taken for one.
   */
  private static String withCapitals(String line) {
    StringBuilder capitals = new StringBuilder(line);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean first = i > 0 && Character.isWhitespace(line.charAt(i - 1));
      capitals.setCharAt(i, first && Character.isDigit(c) ? 'A' : Character.toUpperCase(c));
    }
    return capitals.toString();
  }

  private void add(int from, int to) {
    int first = next;
    double attention = 0;
    double contribution = 0;
    for (; next < words.size() && words.get(next).start() < to; next++) {
      attention += words.get(next).attention();
      contribution += words.get(next).contribution();
    }
    if (next > first) {
      int start = from;
      while (start < words.get(first).start() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      int end = to;
      while (end > words.get(next - 1).end() && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      sentences.add(new Sentence(start, end, next - first, attention, contribution));
    }
  }
}
