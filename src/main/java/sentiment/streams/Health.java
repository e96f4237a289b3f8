package sentiment.streams;

/**
 * Whether something can be relied on at this moment.
 *
 * @param isUp whether it can
 * @param cause why, in one clear sentence
 */
public record Health(boolean isUp, String cause) {

  static Health up(String cause) {
    return new Health(true, cause);
  }

  static Health down(String cause) {
    return new Health(false, cause);
  }
}
