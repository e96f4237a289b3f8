package sentiment.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words as readers see them: runs of letters, digits, combining marks and inner apostrophes,
 * lower-cased by Unicode's rules; {@code !}, {@code ?} and every pictograph (emoji) are words of
 * their own, for they carry sentiment; HTML line breaks, which IMDB's raw reviews contain, are
 * skipped.
 *
 * <p>Both the ASCII apostrophe and U+2019 join the parts of a word, and both give the ASCII one, so
 * that a curly quote does not make another word.
 *
 * <p>It takes tokenised text as it stands ({@code do n't} is two words); {@link ReviewTokenizer},
 * which came after it, does not. Bundles that name this rule keep it.
 */
final class PlainReviewTokenizer implements Tokenizer {

  /** Name of the rule in a manifest. */
  static final String ID = "review";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Token> tokenize(String review) {
    List<Token> tokens = new ArrayList<>(review.length() / 5 + 1);
    int i = 0;
    while (i < review.length()) {
      int c = review.codePointAt(i);
      int end = i + Character.charCount(c);
      if (c == '<') {
        i = endOfLineBreakTag(review, i);
        continue;
      }
      if (Characters.inWord(c)) {
        end = endOfWord(review, end);
        tokens.add(new Token(normalise(review.substring(i, end)), i, end));
      } else if (c == '!' || c == '?' || Characters.isPictograph(c)) {
        tokens.add(new Token(review.substring(i, end), i, end));
      }
      i = end;
    }
    return tokens;
  }

  private static int endOfWord(String review, int from) {
    int end = from;
    while (end < review.length()) {
      int c = review.codePointAt(end);
      int next = end + Character.charCount(c);
      boolean joins =
          isApostrophe(c) && next < review.length() && Characters.inWord(review.codePointAt(next));
      if (!Characters.inWord(c) && !joins) {
        break;
      }
      end = next;
    }
    return end;
  }

  /** The index behind {@code <br>}, {@code <br/>} or {@code <br />}, else behind the {@code <}. */
  private static int endOfLineBreakTag(String review, int open) {
    if (!review.regionMatches(true, open, "<br", 0, 3)) {
      return open + 1;
    }
    int i = open + 3;
    while (i < review.length() && i < open + 6 && " /".indexOf(review.charAt(i)) >= 0) {
      i++;
    }
    return i < review.length() && review.charAt(i) == '>' ? i + 1 : open + 1;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == 0x2019;
  }

  private static String normalise(String word) {
    return word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }
}
