package sentiment.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The words a model was trained with; frozen. Word {@code i} of the list has id {@code i}; the
 * first three are the markers for padding, start and unknown words. Safe for use by several
 * threads.
 */
public final class Vocabulary {

  /** Id of the filler behind a short review. */
  public static final int PAD = 0;

  /** Id of the marker in front of every review. */
  public static final int START = 1;

  /** Id that stands for every word outside the vocabulary. */
  public static final int UNKNOWN = 2;

  /** How the first three ids are written in a vocabulary file; no tokenizer yields these words. */
  public static final List<String> MARKERS = List.of("<pad>", "<start>", "<unknown>");

  private final List<String> words;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = 0; id < this.words.size(); id++) {
      if (ids.put(this.words.get(id), id) != null) {
        throw new IllegalArgumentException(
            "vocabulary line " + (id + 1) + ": word '" + this.words.get(id) + "' occurs twice");
      }
    }
  }

  /**
   * A vocabulary of these words, the three markers first.
   *
   * @throws IllegalArgumentException if a word occurs twice or the markers are missing
   */
  public static Vocabulary of(List<String> words) {
    if (words.size() < MARKERS.size() || !words.subList(0, MARKERS.size()).equals(MARKERS)) {
      throw new IllegalArgumentException("vocabulary: expected the first words to be " + MARKERS);
    }
    return new Vocabulary(words);
  }

  /** Reads one word a line; line number = id. Only {@code \n} ends a line. */
  public static Vocabulary read(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    try (BufferedReader in = new BufferedReader(reader)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(buffer, 0, n);
      }
    }
    return of(List.of(text.toString().split("\n", 0)));
  }

  /** The text that {@link #read} reads. */
  public String toLines() {
    return String.join("\n", words) + "\n";
  }

  /** The number of ids, markers included. */
  public int size() {
    return words.size();
  }

  /** The id of a word, empty if it is not in the list. */
  public OptionalInt id(String word) {
    Integer id = ids.get(word);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * The word with that id.
   *
   * @throws IndexOutOfBoundsException if the id is negative or not below {@link #size()}
   */
  public String word(int id) {
    return words.get(id);
  }
}
