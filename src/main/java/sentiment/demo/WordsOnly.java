package sentiment.demo;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sentiment.explain.WordContribution;

/**
 * Stands in for the text of a review that the demo did not send itself: a score carries its words
 * and where they stood, not the text. What was between them is left open.
 *
 * @param text the words in reading order, an ellipsis where more than a space was between them
 * @param words the score's words in their order, with their places in {@code text}
 */
record WordsOnly(String text, List<WordContribution> words) {

  static WordsOnly of(List<WordContribution> words) {
    StringBuilder text = new StringBuilder();
    Map<WordContribution, WordContribution> moved = new HashMap<>();
    int end = 0;
    for (WordContribution word :
        words.stream().sorted(Comparator.comparingInt(WordContribution::start)).toList()) {
      if (word.start() > end + 1) {
        text.append(text.isEmpty() ? "… " : " … ");
      } else if (end > 0) {
        text.append(' ');
      }
      int start = text.length();
      text.append(word.text());
      moved.put(
          word,
          new WordContribution(
              word.text(), start, text.length(), word.attention(), word.contribution()));
      end = word.end();
    }
    return new WordsOnly(
        text.toString(), words.stream().map(word -> moved.getOrDefault(word, word)).toList());
  }
}
