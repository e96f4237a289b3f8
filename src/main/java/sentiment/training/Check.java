package sentiment.training;

/** Checks of a profile's settings. */
final class Check {

  private Check() {}

  /**
   * @throws InvalidProfileException if it does not hold
   */
  static void that(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new InvalidProfileException(key, value, expected);
    }
  }

  /**
   * @throws InvalidProfileException if the value is not from 0 to below 1
   */
  static void rate(String key, double value) {
    that(value >= 0 && value < 1, key, value, "a rate from 0 to below 1");
  }
}
