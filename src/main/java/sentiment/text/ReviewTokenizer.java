package sentiment.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Words as readers see them, the same for raw text and for text that another program has split.
 *
 * <ul>
 *   <li>A word is a run of letters, digits, combining marks and inner apostrophes, lower-cased by
 *       Unicode's rules. {@link Contractions} joins the parts of {@code do n't}, {@code it 's} and
 *       {@code it ' s}: a token may reach over a blank. {@link Spelling} gives every apostrophe the
 *       ASCII one and shortens {@code sooooo}.
 *   <li>{@code !} and {@code ?} are words of their own, at most three in a row.
 *   <li>Every pictograph (emoji) is a word; those that plainly smile or frown, and emoticons, give
 *       {@code :)} or {@code :(} ({@link Emoticons}).
 *   <li>{@link Markup} is skipped: HTML's line breaks, simple tags and entities, and the names of
 *       brackets in tokenised text ({@code -LRB-}).
 * </ul>
 */
public final class ReviewTokenizer implements Tokenizer {

  /** Name of the rule in a manifest. */
  public static final String ID = "review-2";

  private static final int MOST_MARKS = 3;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Token> tokenize(String review) {
    List<Token> tokens = new ArrayList<>(review.length() / 5 + 1);
    int i = 0;
    while (i < review.length()) {
      char c = review.charAt(i);
      if (c == ' ') {
        i++;
      } else if (c < 128 && !Characters.inWord(c)) {
        i = endOfPunctuation(review, i, tokens);
      } else {
        i = endOfWordOrSymbol(review, i, tokens);
      }
    }
    return tokens;
  }

  private static int endOfWordOrSymbol(String review, int start, List<Token> tokens) {
    int c = review.codePointAt(start);
    int end = start + Character.charCount(c);
    if (Characters.inWord(c)) {
      end = Contractions.endOfWord(review, start);
      tokens.add(new Token(Spelling.of(review, start, end), start, end));
    } else if (Characters.isPictograph(c)) {
      tokens.add(new Token(Emoticons.ofPictograph(review, start, end), start, end));
    }
    return end;
  }

  private static int endOfPunctuation(String review, int start, List<Token> tokens) {
    switch (review.charAt(start)) {
      case '!' -> addMark("!", start, tokens);
      case '?' -> addMark("?", start, tokens);
      case ':', ';', '=' -> {
        return endOfEmoticon(review, start, tokens);
      }
      case '<' -> {
        int end = Emoticons.endOfHeart(review, start);
        if (end > start) {
          tokens.add(new Token(Emoticons.SMILE, start, end));
          return end;
        }
        return Markup.endOfTag(review, start);
      }
      case '&' -> {
        return Markup.endOfEntity(review, start);
      }
      case '-' -> {
        return Markup.endOfBracketName(review, start);
      }
      default -> {}
    }
    return start + 1;
  }

  private static void addMark(String mark, int at, List<Token> tokens) {
    int n = tokens.size();
    for (int i = n - MOST_MARKS; i < n; i++) {
      if (i < 0 || !tokens.get(i).text().equals(mark)) {
        tokens.add(new Token(mark, at, at + 1));
        return;
      }
    }
  }

  private static int endOfEmoticon(String review, int start, List<Token> tokens) {
    int end = Emoticons.end(review, start);
    if (end == start) {
      return start + 1;
    }
    tokens.add(new Token(Emoticons.of(review, end), start, end));
    return end;
  }
}
