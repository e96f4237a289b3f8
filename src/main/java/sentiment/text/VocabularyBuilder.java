package sentiment.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts words and freezes the most frequent ones into a {@link Vocabulary}. */
public final class VocabularyBuilder {

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Counts the tokens of one review. */
  public VocabularyBuilder add(List<Token> tokens) {
    for (Token token : tokens) {
      counts.merge(token.text(), 1, Integer::sum);
    }
    return this;
  }

  /**
   * The most frequent words behind the three markers; among equally frequent ones, those seen
   * first.
   *
   * @param maxSize upper bound of the vocabulary's size, markers included
   * @param minCount a word seen less often is left out
   */
  public Vocabulary build(int maxSize, int minCount) {
    List<String> words = new ArrayList<>(Vocabulary.MARKERS);
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= minCount && !Vocabulary.MARKERS.contains(e.getKey()))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(Math.max(0, maxSize - words.size()))
        .forEach(e -> words.add(e.getKey()));
    return Vocabulary.of(words);
  }
}
