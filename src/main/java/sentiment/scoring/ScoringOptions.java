package sentiment.scoring;

/**
 * How scores are made and bounded.
 *
 * @param topWords how many of the most attended words a score lists, {@link #ALL_WORDS} for all
 * @param uncertainFrom lower end of the band of probabilities labelled UNCERTAIN
 * @param uncertainTo upper end of the band, exclusive; the band is empty when both are equal
 * @param maxTextLength texts with more UTF-16 units are rejected as TOO_LARGE
 */
public record ScoringOptions(
    int topWords, double uncertainFrom, double uncertainTo, int maxTextLength) {

  /** Lists every word that the model read. */
  public static final int ALL_WORDS = Integer.MAX_VALUE;

  /** Ten words, an empty band, texts of up to a million UTF-16 units. */
  public static final ScoringOptions DEFAULT = new ScoringOptions(10, 0.5, 0.5, 1_000_000);

  public ScoringOptions {
    if (topWords < 0) {
      throw new IllegalArgumentException("top words " + topWords + ": expected 0 or more");
    }
    if (!(0 <= uncertainFrom && uncertainFrom <= uncertainTo && uncertainTo <= 1)) {
      throw new IllegalArgumentException(
          "uncertain band %s..%s: expected 0 <= from <= to <= 1"
              .formatted(uncertainFrom, uncertainTo));
    }
    if (maxTextLength < 1) {
      throw new IllegalArgumentException(
          "max text length " + maxTextLength + ": expected 1 or more");
    }
  }

  /** The same with another number of listed words. */
  public ScoringOptions withTopWords(int n) {
    return new ScoringOptions(n, uncertainFrom, uncertainTo, maxTextLength);
  }

  Label label(double probability) {
    if (probability >= uncertainFrom && probability < uncertainTo) {
      return Label.UNCERTAIN;
    }
    return probability >= 0.5 ? Label.POSITIVE : Label.NEGATIVE;
  }
}
