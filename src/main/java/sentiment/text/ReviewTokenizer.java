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
 */
public final class ReviewTokenizer implements Tokenizer {

  /** Name of the rule in a manifest. */
  public static final String ID = "review";

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
      if (inWord(c)) {
        end = endOfWord(review, end);
        tokens.add(new Token(normalise(review.substring(i, end)), i, end));
      } else if (c == '!' || c == '?' || isPictograph(c)) {
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
      boolean joins = isApostrophe(c) && next < review.length() && inWord(review.codePointAt(next));
      if (!inWord(c) && !joins) {
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

  private static boolean inWord(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return Character.isLetterOrDigit(c)
        || switch (Character.getType(c)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !isVariation(c);
          default -> false;
        };
  }

  private static boolean isVariation(int c) {
    return c >= 0xFE00 && c <= 0xFE0F;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == 0x2019;
  }

  /** Symbols outside ASCII, emoji among them; skin tones are modifiers and not symbols. */
  private static boolean isPictograph(int c) {
    return c >= 128 && Character.getType(c) == Character.OTHER_SYMBOL;
  }

  private static String normalise(String word) {
    return word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }
}
