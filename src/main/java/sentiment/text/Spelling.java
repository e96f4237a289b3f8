package sentiment.text;

import java.util.Locale;

/**
 * How a word is looked up: lower case, ASCII apostrophes, without the blanks of a contraction, and
 * a letter at most twice in a row ({@code sooooo} is {@code soo}, {@code gooood} is {@code good}).
 * Roman numerals and words of one letter alone ({@code iii}, {@code zzz}) keep three.
 */
final class Spelling {

  private Spelling() {}

  /** The spelling of the word between two offsets, which is not empty. */
  static String of(String text, int start, int end) {
    boolean plain = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
      boolean third = i > start + 1 && c == text.charAt(i - 1) && c == text.charAt(i - 2);
      if (!lower || third) {
        plain = false;
        break;
      }
    }
    return plain ? text.substring(start, end) : shortened(lowerCase(text, start, end));
  }

  private static String lowerCase(String text, int start, int end) {
    StringBuilder word = new StringBuilder(end - start);
    boolean ascii = true;
    int i = start;
    while (i < end) {
      char c = text.charAt(i);
      int apostrophe = Contractions.apostrophe(text, i);
      if (apostrophe > 0) {
        word.append('\'');
        i += apostrophe;
        continue;
      }
      if (c != ' ' && c != '\t' && c != '\u00a0') {
        word.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        ascii &= c < 128;
      }
      i++;
    }
    return ascii ? word.toString() : word.toString().toLowerCase(Locale.ROOT);
  }

  private static String shortened(String word) {
    int keep = isOneLetterOrNumeral(word) ? 3 : 2;
    StringBuilder kept = new StringBuilder(word.length());
    int run = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      run = i > 0 && c == word.charAt(i - 1) ? run + 1 : 1;
      if (run <= keep || !Character.isLetter(c)) {
        kept.append(c);
      }
    }
    return kept.length() == word.length() ? word : kept.toString();
  }

  private static boolean isOneLetterOrNumeral(String word) {
    boolean one = true;
    boolean numeral = true;
    for (int i = 0; i < word.length(); i++) {
      one &= word.charAt(i) == word.charAt(0);
      numeral &= "ivx".indexOf(word.charAt(i)) >= 0;
    }
    return one || numeral;
  }
}
