package sentiment.scoring;

import java.util.List;
import sentiment.explain.Phrase;
import sentiment.text.Span;

/**
 * All that there is to say about a scored review.
 *
 * @param score lists every word that the model read
 * @param text of the review; the offsets of all parts are its
 * @param phrases neighbouring words that belong together, in reading order
 * @param unknown words that were read but are outside the vocabulary
 * @param cut parts of the text that the model did not read
 */
public record DetailedScore(
    ReviewScore score, String text, List<Phrase> phrases, List<Span> unknown, List<Span> cut) {

  public DetailedScore {
    phrases = List.copyOf(phrases);
    unknown = List.copyOf(unknown);
    cut = List.copyOf(cut);
  }
}
