package sentiment.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import sentiment.text.Vocabulary;

/**
 * The word index that Keras publishes for its IMDB data: one JSON object, word to rank from 1. With
 * the markers in front, rank r becomes id r + 2, which is Keras' {@code index_from=2}.
 */
public final class KerasWordIndex {

  private static final int OFFSET = Vocabulary.MARKERS.size() - 1;

  private KerasWordIndex() {}

  /**
   * Reads the index.
   *
   * @throws InvalidProfileException if it is not one
   */
  public static Vocabulary read(Path path) throws IOException {
    Map<String, Integer> ranks;
    try {
      ranks =
          new ObjectMapper()
              .readValue(Files.readAllBytes(path), new TypeReference<Map<String, Integer>>() {});
    } catch (JsonProcessingException e) {
      throw new InvalidProfileException("vocabulary", path, "a JSON object of word to rank");
    }
    String[] words = new String[ranks.size() + Vocabulary.MARKERS.size()];
    for (int i = 0; i < Vocabulary.MARKERS.size(); i++) {
      words[i] = Vocabulary.MARKERS.get(i);
    }
    for (Map.Entry<String, Integer> entry : ranks.entrySet()) {
      int id = entry.getValue() + OFFSET;
      if (entry.getValue() < 1 || id >= words.length || words[id] != null) {
        throw new InvalidProfileException(
            "vocabulary", path, "each rank from 1 to the number of words once");
      }
      words[id] = entry.getKey();
    }
    return Vocabulary.of(Arrays.asList(words));
  }
}
