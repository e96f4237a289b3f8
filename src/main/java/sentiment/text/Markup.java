package sentiment.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What stands in a review's text and is no part of it: tags, entities, names of brackets. */
final class Markup {

  private static final Set<String> TAGS =
      Set.of("br", "p", "i", "b", "u", "em", "hr", "strong", "div", "span", "ul", "ol", "li");
  private static final int MOST_BLANKS = 2;
  private static final int LONGEST_ENTITY = 10;
  private static final List<String> APOSTROPHES =
      List.of("&#39;", "&#039;", "&#x27;", "&apos;", "&rsquo;", "&lsquo;", "&#8217;");
  private static final List<String> BRACKETS =
      List.of("-lrb-", "-rrb-", "-lsb-", "-rsb-", "-lcb-", "-rcb-");

  private Markup() {}

  /** The index behind a simple tag, {@code < br / >} among them, else behind the {@code <}. */
  static int endOfTag(String text, int open) {
    int i = skip(text, skip(text, open + 1, ' '), '/');
    int name = i;
    while (i < text.length() && i < name + 6 && Character.isLetter(text.charAt(i))) {
      i++;
    }
    int end = skip(text, skip(text, skip(text, i, ' '), '/'), ' ');
    boolean closed = end < text.length() && text.charAt(end) == '>';
    return closed && TAGS.contains(text.substring(name, i).toLowerCase(Locale.ROOT))
        ? end + 1
        : open + 1;
  }

  private static int skip(String text, int from, char c) {
    int i = from;
    while (i < text.length() && i < from + MOST_BLANKS && text.charAt(i) == c) {
      i++;
    }
    return i;
  }

  /** The index behind a character written by its name or number, else behind the ampersand. */
  static int endOfEntity(String text, int start) {
    int i = start + 1;
    while (i < text.length() && i < start + LONGEST_ENTITY && isEntityPart(text.charAt(i))) {
      i++;
    }
    boolean entity = i > start + 2 && i < text.length() && text.charAt(i) == ';';
    return entity ? i + 1 : start + 1;
  }

  private static boolean isEntityPart(char c) {
    return c == '#' || (c < 128 && Characters.inWord(c));
  }

  /** How many characters write an apostrophe's entity at {@code at}; 0 if there is none. */
  static int apostropheEntity(String text, int at) {
    for (String entity : APOSTROPHES) {
      if (text.startsWith(entity, at)) {
        return entity.length();
      }
    }
    return 0;
  }

  /** The index behind {@code -LRB-} or the like, else behind the {@code -}. */
  static int endOfBracketName(String text, int start) {
    if (start + 4 < text.length() && text.charAt(start + 4) == '-') {
      for (String name : BRACKETS) {
        if (text.regionMatches(true, start, name, 0, name.length())) {
          return start + name.length();
        }
      }
    }
    return start + 1;
  }
}
