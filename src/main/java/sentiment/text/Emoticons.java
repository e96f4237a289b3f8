package sentiment.text;

/**
 * Faces made of punctuation, and the pictographs that show the same, as two words. Reviews of ten
 * years ago hold the former, those of today the latter: as one word each, what was learned from one
 * holds for the other.
 */
final class Emoticons {

  /** Every smile, heart and raised thumb. */
  static final String SMILE = ":)";

  /** Every frown, tear, broken heart and lowered thumb. */
  static final String FROWN = ":(";

  private static final String SMILING =
      "🙂😀😃😄😁😆😊😇😍🥰😘🤩😎🤗😋😻👍👏🙌💯🎉❤💕💖💗💙💚💛💜🧡♥☺";
  private static final String FROWNING = "🙁☹😞😟😠😡🤬😢😭😩😫😖😣😒😤🤢🤮👎💔💩😾";

  private Emoticons() {}

  /** The word for the pictograph between two offsets. */
  static String ofPictograph(String text, int start, int end) {
    int c = text.codePointAt(start);
    if (SMILING.indexOf(c) >= 0) {
      return SMILE;
    }
    return FROWNING.indexOf(c) >= 0 ? FROWN : text.substring(start, end);
  }

  /** The index behind {@code <3}, else {@code start}. */
  static int endOfHeart(String text, int start) {
    boolean heart = text.startsWith("<3", start) && !Characters.inWordAt(text, start + 2);
    return heart ? start + 2 : start;
  }

  /**
   * The index behind the emoticon whose eyes are at {@code eyes}, else {@code eyes}. Blanks between
   * its parts, which tokenised text has, are allowed; but {@code : (} is a frown at the end of a
   * sentence only, for elsewhere it opens a bracket.
   */
  static int end(String text, int eyes) {
    int i = skipBlank(text, eyes + 1);
    boolean nose = i < text.length() && "-^'".indexOf(text.charAt(i)) >= 0;
    if (nose) {
      i = skipBlank(text, i + 1);
    }
    if (i >= text.length()) {
      return eyes;
    }
    char mouth = text.charAt(i);
    boolean apart = i > eyes + 1 + (nose ? 1 : 0);
    int end = i + 1;
    while (end < text.length() && text.charAt(end) == mouth) {
      end++;
    }
    boolean found =
        switch (mouth) {
          case ')', ']' -> true;
          case '(', '[' -> (nose || !apart || endsSentence(text, end)) && !startsWord(text, end);
          case 'D', 'P', 'p' -> !apart && !Characters.inWordAt(text, end);
          default -> false;
        };
    return found ? end : eyes;
  }

  /** The word for the emoticon that ends there. */
  static String of(String text, int end) {
    char mouth = text.charAt(end - 1);
    return mouth == '(' || mouth == '[' ? FROWN : SMILE;
  }

  private static int skipBlank(String text, int at) {
    return at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
  }

  private static boolean startsWord(String text, int at) {
    return Characters.inWordAt(text, at);
  }

  private static boolean endsSentence(String text, int from) {
    int at = skipBlank(text, from);
    return at >= text.length() || ".!?<\n".indexOf(text.charAt(at)) >= 0;
  }
}
