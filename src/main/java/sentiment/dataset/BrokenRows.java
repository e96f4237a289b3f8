package sentiment.dataset;

/** What becomes of a row that can't be used: an error, or a count. */
final class BrokenRows {

  private final String source;
  private final boolean skip;
  private int skipped;

  BrokenRows(String source, boolean skip) {
    this.source = source;
    this.skip = skip;
  }

  /**
   * Counts a broken row.
   *
   * @param place line or member within the source
   * @param reason what was found and what was expected, without any review text
   * @throws InvalidDataException if broken rows are not skipped
   */
  void add(String place, String reason) {
    if (!skip) {
      throw new InvalidDataException(source + ": " + place + ": " + reason);
    }
    skipped++;
  }

  int skipped() {
    return skipped;
  }
}
