package sentiment.faults;

import java.util.List;

/**
 * What became of a load.
 *
 * @param expected records sent
 * @param lost of those, without any result
 * @param duplicated results beyond the first of a record
 * @param outOfOrder results behind a later one of the same topic and partition
 * @param wrong results that differ from what they should be, one line each
 */
record LedgerReport(int expected, int lost, int duplicated, int outOfOrder, List<String> wrong) {

  LedgerReport {
    wrong = List.copyOf(wrong);
  }

  boolean isFlawless() {
    return lost == 0 && duplicated == 0 && outOfOrder == 0 && wrong.isEmpty();
  }

  @Override
  public String toString() {
    return "records %d, lost %d, duplicated %d, out of order %d, wrong %d%s"
        .formatted(
            expected,
            lost,
            duplicated,
            outOfOrder,
            wrong.size(),
            wrong.isEmpty() ? "" : " " + wrong.subList(0, Math.min(5, wrong.size())));
  }
}
