package sentiment.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The rule of {@code keras.preprocessing.text.text_to_word_sequence} as it ran when Keras encoded
 * the IMDB reviews: only ASCII letters are lower-cased, 33 characters separate words (ASCII
 * punctuation except the apostrophe, tab, newline) besides the space itself. All other white space
 * and control characters stay inside words, and {@code <br />} gives the word {@code br}.
 */
public final class KerasTokenizer implements Tokenizer {

  /** Name of the rule in a manifest. */
  public static final String ID = "keras";

  private static final String SEPARATORS = " \t\n!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final boolean[] SEPARATES = new boolean[128];

  static {
    for (int i = 0; i < SEPARATORS.length(); i++) {
      SEPARATES[SEPARATORS.charAt(i)] = true;
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Token> tokenize(String review) {
    List<Token> tokens = new ArrayList<>(review.length() / 5 + 1);
    int start = -1;
    for (int i = 0; i <= review.length(); i++) {
      boolean inWord = i < review.length() && !separates(review.charAt(i));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        tokens.add(new Token(lowerCaseAscii(review, start, i), start, i));
        start = -1;
      }
    }
    return tokens;
  }

  private static boolean separates(char c) {
    return c < 128 && SEPARATES[c];
  }

  private static String lowerCaseAscii(String review, int start, int end) {
    char[] word = new char[end - start];
    for (int i = start; i < end; i++) {
      char c = review.charAt(i);
      word[i - start] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return new String(word);
  }
}
