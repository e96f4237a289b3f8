package sentiment.explain;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sums contributions up by sentences, which is how people say why; line breaks end one too. */
final class SentenceFinder {

  private final String review;
  private final List<WordContribution> words;
  private final List<Sentence> sentences = new ArrayList<>();
  private int next; // the first word that is in no sentence yet

  /**
   * @param words read by the model, in reading order
   */
  SentenceFinder(String review, List<WordContribution> words) {
    this.review = review;
    this.words = words;
  }

  /** The sentences with a word that was read, in reading order. */
  List<Sentence> find() {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    int line = 0;
    while (line < review.length()) {
      int end = review.indexOf('\n', line);
      end = end < 0 ? review.length() : end + 1;
      breaks.setText(capitals(review.substring(line, end)));
      int from = breaks.first();
      for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
        add(line + from, line + to);
        from = to;
      }
      line = end;
    }
    return sentences;
  }

  /** As long as the text; a sentence in lower case would not be taken for one. */
  private static String capitals(String text) {
    StringBuilder capitals = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      capitals.setCharAt(i, Character.toUpperCase(text.charAt(i)));
    }
    return capitals.toString();
  }

  private void add(int from, int to) {
    int read = 0;
    double attention = 0;
    double contribution = 0;
    for (; next < words.size() && words.get(next).start() < to; next++) {
      read++;
      attention += words.get(next).attention();
      contribution += words.get(next).contribution();
    }
    if (read > 0) {
      int start = from;
      int end = to;
      while (Character.isWhitespace(review.charAt(start))) {
        start++;
      }
      while (Character.isWhitespace(review.charAt(end - 1))) {
        end--;
      }
      sentences.add(new Sentence(start, end, read, attention, contribution));
    }
  }
}
