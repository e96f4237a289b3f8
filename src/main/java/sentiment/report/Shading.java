package sentiment.report;

import java.util.List;
import sentiment.explain.Explanation;
import sentiment.explain.WordContribution;

/**
 * A review's text with the words that decided shaded, as the live page shows it: shade says the
 * signed contribution, the line's thickness the attention, a dotted line a word against.
 */
final class Shading {

  private static final double FULL_LOGIT = 3; // as words.js
  private static final double WEAKEST_SHADED = 0.06;
  private static final double[] STROKES = {1, 1.25, 1.6};
  private static final String LINE_BREAK = "(?i)&lt;br[ /]{0,3}&gt;";

  private Shading() {}

  static String of(String review, Explanation explanation) {
    List<WordContribution> words = explanation.words();
    double full = FULL_LOGIT / Math.max(1, words.size());
    double attention = 0;
    for (WordContribution word : words) {
      full = Math.max(full, Math.abs(word.contribution()));
      attention += word.attention();
    }
    StringBuilder html = new StringBuilder();
    int end = 0;
    for (WordContribution word : words) {
      html.append(plain(review.substring(end, word.start())));
      String look = look(word, word.contribution() / full, attention / words.size());
      String text = Html.escaped(review.substring(word.start(), word.end()));
      html.append(look.isEmpty() ? text : "<span class=\"" + look + "\">" + text + "</span>");
      end = word.end();
    }
    return html.append(plain(review.substring(end))).toString();
  }

  /** Text without shade; line breaks in HTML become line breaks. */
  static String plain(String text) {
    return Html.escaped(text).replaceAll(LINE_BREAK, "<br>");
  }

  private static String look(WordContribution word, double share, double evenAttention) {
    double size = Math.pow(Math.abs(share), 1.4);
    StringBuilder look = new StringBuilder();
    if (size >= WEAKEST_SHADED) {
      look.append(share > 0 ? 'p' : 'n').append((int) Math.min(5, Math.ceil(size * 5)));
    }
    int stroke = 0;
    for (double least : STROKES) {
      stroke += evenAttention > 0 && word.attention() / evenAttention >= least ? 1 : 0;
    }
    if (stroke > 0) {
      look.append(" a").append(stroke).append(word.contribution() < 0 ? " against" : "");
    }
    return look.toString().strip();
  }
}
