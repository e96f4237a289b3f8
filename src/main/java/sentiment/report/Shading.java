package sentiment.report;

import java.util.List;
import sentiment.explain.Explanation;
import sentiment.explain.WordContribution;
import sentiment.text.Span;

/**
 * A review's text with the words that decided shaded, as the live page shows it: shade says the
 * signed contribution, the line's thickness the attention, a dotted line a word against; a box is
 * an unknown word, text struck through was not read.
 */
final class Shading {

  /** What the marks mean, as HTML. */
  static final String LEGEND =
      """
      <p class="legend"><span class="p3 a2">for</span> <span class="n3 a2 against">against</span> a
      positive judgement. Darker: moved it more. Thicker line: had more attention. Numbers are shares of
      the logit. <span class="unknown">Boxed</span>: unknown to the model. <span class="cut">Struck</span>:
      not read.</p>
      """;

  private static final double FULL_LOGIT = 3; // as words.js
  private static final double WEAKEST_SHADED = 0.06;
  private static final double[] STROKES = {1, 1.25, 1.6};
  private static final String LINE_BREAK = "(?i)&lt;br[ /]{0,3}&gt;";

  private Shading() {}

  /**
   * @param unknown words that the model does not know
   * @param unread parts of the text that it did not read
   */
  static String of(String review, Explanation explanation, List<Span> unknown, List<Span> unread) {
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
      html.append(between(review, end, word.start(), unread));
      String look = look(word, word.contribution() / full, attention / words.size());
      if (unknown.contains(new Span(word.start(), word.end()))) {
        look = (look + " unknown").strip();
      }
      String text = Html.escaped(review.substring(word.start(), word.end()));
      html.append(look.isEmpty() ? text : "<span class=\"" + look + "\">" + text + "</span>");
      end = word.end();
    }
    return html.append(between(review, end, review.length(), unread)).toString();
  }

  /** Text between two words that were read. */
  private static String between(String review, int from, int to, List<Span> unread) {
    StringBuilder html = new StringBuilder();
    int at = from;
    for (Span part : unread) {
      if (part.start() >= at && part.end() <= to) {
        html.append(plain(review.substring(at, part.start())))
            .append("<span class=\"cut\">")
            .append(plain(review.substring(part.start(), part.end())))
            .append("</span>");
        at = part.end();
      }
    }
    return html.append(plain(review.substring(at, to))).toString();
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
