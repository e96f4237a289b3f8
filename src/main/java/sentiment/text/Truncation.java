package sentiment.text;

/**
 * Which ids of a review stay when there are more than the model reads: the first {@code head} and
 * the last {@code tail}. The start marker counts as the first id.
 *
 * @param head how many ids of the beginning stay, at least 1
 * @param tail how many ids of the end stay, 0 to cut at the end
 */
public record Truncation(int head, int tail) {

  public Truncation {
    if (head < 1 || tail < 0) {
      throw new IllegalArgumentException(
          "truncation "
              + head
              + "+"
              + tail
              + ": expected a head of at least 1 and a tail of at least 0");
    }
  }

  /** Keeps the first {@code length} ids, as Keras' {@code truncating='post'} does. */
  public static Truncation atEnd(int length) {
    return new Truncation(length, 0);
  }

  /** What of a review stays, for people; the start marker is no word. */
  public String inWords() {
    return tail == 0
        ? "the first %,d words of a review".formatted(head - 1)
        : "the first %,d and the last %,d words of a review".formatted(head - 1, tail);
  }

  /** The most ids that a review keeps. */
  public int length() {
    return head + tail;
  }
}
