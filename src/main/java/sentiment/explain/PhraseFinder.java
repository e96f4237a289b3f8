package sentiment.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import sentiment.text.Span;

/**
 * Merges neighbouring words into phrases, as people give reasons.
 *
 * <p>A word is strong if its contribution is at least as far from zero as that of the mean word. A
 * phrase begins and ends with a strong word; all of its words have the same sign, and no two weak
 * ones stand side by side in it. Before that it may have a negation (Hutto and Gilbert 2014),
 * {@value #NEGATED} words before the strong one at most, whatever the signs: the network has read
 * "not very good" as one thing and says so at any of its words. No sentence and no clause ends in a
 * phrase (by its punctuation), and the model read every word in it. So phrases don't overlap, a
 * word is in one at most, and the contributions of all phrases, of the words in none, and the bias
 * sum up to the logit.
 */
final class PhraseFinder {

  private static final int MAX_WEAK = 1;
  private static final int NEGATED = 3;
  private static final Pattern NEGATION =
      Pattern.compile(
          "not|no|never|nor|neither|without|cannot|hardly|barely|scarcely|.*n(?:[\\s'`\u00b4\u2018\u2019]|&#?\\w+;)+t",
          Pattern.CASE_INSENSITIVE);
  private static final String BOUNDARIES =
      "\n.!?,;:()[]\"\u2026\u2013\u2014\u201c\u201d\u3001\u3002\uff01\uff0c\uff1f";

  private final String review;
  private final List<WordContribution> words;
  private final BitSet afterUnread; // words before which something was not read
  private final double strong;

  /**
   * @param words read by the model, in reading order
   * @param unread parts that it did not read, in reading order
   */
  PhraseFinder(String review, List<WordContribution> words, List<Span> unread) {
    this.review = review;
    this.words = words;
    this.afterUnread = afterUnread(words, unread);
    this.strong =
        words.stream().mapToDouble(word -> Math.abs(word.contribution())).average().orElse(0);
  }

  private static BitSet afterUnread(List<WordContribution> words, List<Span> unread) {
    BitSet after = new BitSet(words.size());
    int next = 0;
    for (Span part : unread) {
      while (next < words.size() && words.get(next).start() < part.end()) {
        next++;
      }
      after.set(next);
    }
    return after;
  }

  /** The phrases in reading order; one strong word alone is one too. */
  List<Phrase> find() {
    List<Phrase> phrases = new ArrayList<>();
    int from = 0;
    while (from < words.size()) {
      int strong = isNegation(from) ? negated(from) : from;
      if (isStrong(strong)) {
        int last = last(strong);
        phrases.add(sum(from, last));
        from = last + 1;
      } else {
        from++;
      }
    }
    return phrases;
  }

  private boolean isNegation(int i) {
    return NEGATION.matcher(words.get(i).text()).matches();
  }

  /** The strong word that a negation comes before, or itself if there is none. */
  private int negated(int negation) {
    int last = Math.min(negation + NEGATED, words.size() - 1);
    for (int i = negation + 1; i <= last && isSameClause(i - 1, i); i++) {
      if (isStrong(i)) {
        return i;
      }
    }
    return negation;
  }

  /** The last word of the phrase that begins at a strong word. */
  private int last(int first) {
    int last = first;
    for (int i = first + 1; i < words.size() && i - last <= MAX_WEAK + 1; i++) {
      if (!goesOn(i - 1, i) || isNegation(i)) {
        break;
      }
      if (isStrong(i)) {
        last = i;
      }
    }
    return last;
  }

  private boolean isStrong(int i) {
    double contribution = words.get(i).contribution();
    return contribution != 0 && Math.abs(contribution) >= strong;
  }

  private boolean goesOn(int i, int next) {
    WordContribution word = words.get(i);
    WordContribution following = words.get(next);
    return Math.signum(word.contribution()) == Math.signum(following.contribution())
        && isSameClause(i, next);
  }

  private boolean isSameClause(int i, int next) {
    WordContribution word = words.get(i);
    WordContribution following = words.get(next);
    return !afterUnread.get(next)
        && !isEnd(word.text(), following.text())
        && !isBoundary(word.end(), following.start());
  }

  /** Whether a mark that is a word ends the sentence; {@code ?!} stay together. */
  private static boolean isEnd(String word, String next) {
    return isMark(word) && !isMark(next);
  }

  private static boolean isMark(String word) {
    return word.chars().allMatch(c -> c == '!' || c == '?');
  }

  /** Whether a clause or a line ends between two words. */
  private boolean isBoundary(int end, int start) {
    boolean isDecimal = start - end == 1 && isDigit(end - 1) && isDigit(start);
    return review
        .substring(end, start)
        .codePoints()
        .anyMatch(
            c ->
                Character.isLetterOrDigit(c) // of a tag, for no word is there
                    || (BOUNDARIES.indexOf(c) >= 0 && !isDecimal));
  }

  private boolean isDigit(int i) {
    return Character.isDigit(review.charAt(i));
  }

  private Phrase sum(int first, int last) {
    double attention = 0;
    double contribution = 0;
    for (WordContribution word : words.subList(first, last + 1)) {
      attention += word.attention();
      contribution += word.contribution();
    }
    return new Phrase(words.get(first).start(), words.get(last).end(), attention, contribution);
  }
}
